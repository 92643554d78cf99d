import { ExportChoices, Preferences } from '@contract';
import { describe, expect, it } from 'vitest';
import { builtInPresets, renamed, withAdded } from './presets';
import { saveProgress } from '../state/saveProgress';
import { formatOf } from './saves';
import { shrink } from './shrink';

describe('shrink', () => {
  it('keeps the proportions and the mean of an even picture', () => {
    const small = shrink({ width: 400, height: 300, data: new Uint8Array(400 * 300 * 3).fill(77) }, 100);
    expect([small.width, small.height]).toEqual([100, 75]);
    expect(new Set(small.data)).toEqual(new Set([77]));
  });

  it('averages what falls on one pixel', () => {
    const picture = { width: 2, height: 1, data: Uint8Array.from([0, 0, 0, 200, 100, 50]) };
    expect(Array.from(shrink(picture, 1).data)).toEqual([100, 50, 25]);
  });

  it('does not enlarge', () => {
    expect(shrink({ width: 3, height: 2, data: new Uint8Array(18) }, 100)).toMatchObject({
      width: 3,
      height: 2,
    });
  });
});

describe('own presets', () => {
  const preset = { ...builtInPresets[0]!, name: 'mine' };

  it('replace one of the same name', () => {
    expect(withAdded([preset], [{ ...preset, strength: 0.1 }])).toEqual({
      presets: [{ ...preset, strength: 0.1 }],
      leftOut: 0,
    });
  });

  it('are no more than can be kept', () => {
    const many = Array.from({ length: 250 }, (_, index) => ({ ...preset, name: `${index}` }));
    const { presets, leftOut } = withAdded([preset], many);
    expect(leftOut).toBe(51);
    expect(Preferences.safeParse({ presets }).success).toBe(true);
    expect(presets.at(-1)?.name).toBe('198');
  });

  it('are told apart from those of the app', () => {
    const { presets } = withAdded([], [builtInPresets[1]!]);
    expect(presets[0]?.name).toBe(`${builtInPresets[1]!.name} (own)`);
    expect(renamed([preset], 'mine', builtInPresets[1]!.name)).toBeNull();
  });

  it('are renamed only to a name that is free', () => {
    const other = { ...preset, name: 'other' };
    expect(renamed([preset, other], 'mine', 'other')).toBeNull();
    expect(renamed([preset, other], 'mine', ' new ')?.map(({ name }) => name)).toEqual(['new', 'other']);
  });

  it('keep a name that fits', () => {
    const presets = renamed([preset], 'mine', 'n'.repeat(70));
    expect(presets?.[0]?.name).toBe('n'.repeat(60));
  });
});

describe('formatOf', () => {
  const summary = { width: 1, height: 1, bits: 8, isGrey: false, exposure: {} };

  it('keeps the format of the photo, but writes PNG for GIF', () => {
    const same = ExportChoices.parse({});
    expect(formatOf(same, { ...summary, format: 'tiff' })).toBe('tiff');
    expect(formatOf(same, { ...summary, format: 'gif' })).toBe('png');
    expect(formatOf(same, { ...summary, format: 'heic' })).toBe('jpeg');
    expect(formatOf(same, { ...summary, format: 'heic', bits: 10 })).toBe('tiff');
    expect(formatOf(ExportChoices.parse({ format: 'avif' }), { ...summary, format: 'tiff' })).toBe('avif');
  });
});

describe('saveProgress', () => {
  it('grows from inference to encoding and is unknown while the file is read', () => {
    expect(saveProgress({ stage: 'decode', done: 0, total: 1 })).toBeNull();
    expect(saveProgress({ stage: 'inference', done: 2, total: 4 })).toBeCloseTo(0.45);
    expect(saveProgress({ stage: 'encode', done: 1, total: 1 })).toBeCloseTo(1);
  });
});
