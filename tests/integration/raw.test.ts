import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { RawSettings } from '@contract';
import type { Raster } from '@core';
import { profileKind } from '../../src/engine/photo/colour/profileKind';
import type { Photo } from '../../src/engine/photo/Photo';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';
import { optionsOf, shape, shapeNames, type ShapeName } from '../fixtures/raw/shapes';
import { codes, encode, maxDifference, onDisk, signal } from '../support/codec';

type Golden = { shapes: Record<ShapeName, { width: number; height: number; pixels: number[] }> };
const golden = JSON.parse(readFileSync(new URL('../golden/raw.json', import.meta.url), 'utf8')) as Golden;

const develop = (bytes: Uint8Array, raw: Partial<RawSettings> = {}, name = 'a.dng'): Promise<Photo> =>
  decodePhoto(onDisk(bytes, name), { signal, raw: RawSettings.parse(raw) });

/** The usual scene, changed. */
const dng = (more: Partial<DngOptions> = {}): Buffer => dngFile({ ...optionsOf('RGGB'), ...more });

const grey =
  (light: number): DngOptions['scene'] =>
  () => [light / 2, light, 0.7 * light];

/** The grid of twelve by twelve pixels that the golden file holds. */
function grid({ width, height, data }: Raster): number[] {
  const [across, down] = [Math.floor(width / 12), Math.floor(height / 12)];
  const pixels: number[] = [];
  for (let row = 0; row < 12; row += 1)
    for (let column = 0; column < 12; column += 1) {
      const at = ((row * down + (down >> 1)) * width + column * across + (across >> 1)) * 3;
      pixels.push(...data.subarray(at, at + 3));
    }
  return pixels;
}

const middle = ({ width, height, data }: Raster): number[] => {
  const at = ((height >> 1) * width + (width >> 1)) * 3;
  return [...data.subarray(at, at + 3)];
};

const average = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Light of a stored value. */
const light = (stored: number): number => {
  const value = stored / 65_535;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** Linear Display P3 to linear sRGB. @see CSS Color Module Level 4, sample code */
const p3InSrgb = [
  [1.2249401762805598, -0.22494017628055996, 0],
  [-0.042056954709688163, 1.0420569547096881, 0],
  [-0.019637554590334432, -0.078636045550631889, 1.0982736001409663],
];

describe('a camera raw', () => {
  it.each(shapeNames)('of the shape %s has the pixels that rawpy gives it', async (name) => {
    const { raster } = await develop(shape(name), { highlights: 'clip' });
    const { width, height, pixels } = golden.shapes[name];
    expect([raster.width, raster.height]).toEqual([width, height]);
    const differences = grid(raster).map((value, index) => Math.abs(value - (pixels[index] ?? 0)));
    // Two builds of LibRaw round otherwise, and where two directions are alike AHD may take the other one.
    const sorted = differences.sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThan(64);
    expect(average(differences)).toBeLessThan(64);
  });

  it('is 16 bits of Display P3, and its header promises its size', async () => {
    const path = onDisk(dng({ orientation: 6 }), 'a.dng');
    const info = await inspectPhoto(path, { signal });
    expect(info).toMatchObject({ format: 'raw', width: 120, height: 160, bits: 16, channels: 3 });
    expect(info.decoderBytes).toBeGreaterThan(info.decodedBytes);
    const { raster, profile, source } = await decodePhoto(path, { signal });
    expect(raster).toMatchObject({ width: 120, height: 160, channels: 3 });
    expect(raster.data).toBeInstanceOf(Uint16Array);
    expect(source).toMatchObject({ bits: 16, orientation: 6, settlesOrientation: true });
    expect(profileKind(profile ?? new Uint8Array(0))).toBe('other');
  });

  it('of a camera without colours stays grey', async () => {
    const file = dng({ pattern: 'grey', scene: () => [0, 0.45, 0], neutral: [1, 1, 1] });
    const photo = await develop(file);
    expect(photo.raster).toMatchObject({ width: 160, height: 120, channels: 1 });
    expect(light(photo.raster.data[9680] ?? 0)).toBeCloseTo(0.45, 3);
    const { channels, hasProfile } = await sharp((await encode(photo, 'tiff')).path).metadata();
    expect([channels, hasProfile]).toEqual([1, true]);
  });

  it('of X-Trans is developed, however small it is', async () => {
    for (const [width, height] of [
      [160, 120],
      [516, 504],
      [522, 516],
    ] as const) {
      const file = dng({ pattern: 'XTrans', width, height, scene: grey(0.3) });
      const { raster } = await develop(file);
      expect(raster).toMatchObject({ width, height });
      for (const value of middle(raster).map(light)) expect(value).toBeCloseTo(0.3, 2);
    }
  });

  it('is cut as the file says', async () => {
    const whole = await develop(dng());
    const cut = await develop(dng({ crop: [8, 6, 120, 100] }));
    expect(cut.raster).toMatchObject({ width: 120, height: 100 });
    const rowOf = ({ width, data }: Raster, x: number, y: number): number[] => [
      ...data.subarray((y * width + x) * 3, (y * width + x + 20) * 3),
    ];
    const difference = maxDifference(rowOf(cut.raster, 40, 40), rowOf(whole.raster, 48, 46));
    expect(difference).toBeLessThan(16);
    expect(
      await inspectPhoto(onDisk(dng({ crop: [8, 6, 120, 100], orientation: 8 }), 'a.dng'), { signal }),
    ).toMatchObject({ width: 100, height: 120 });
  });

  it('is twice as bright with 1 EV, and with a base exposure of 1 EV in the file', async () => {
    const scene = grey(0.2);
    const plain = middle((await develop(dng({ scene }))).raster).map(light);
    const more = middle((await develop(dng({ scene }), { exposure: 1 })).raster).map(light);
    const base = dng({ scene, main: [{ tag: 50_730, type: 'srational', values: [1] }] });
    const stated = middle((await develop(base)).raster).map(light);
    for (const [index, value] of plain.entries()) {
      expect(value).toBeCloseTo(0.2, 2);
      expect((more[index] ?? 0) / value).toBeCloseTo(2, 2);
      expect((stated[index] ?? 0) / value).toBeCloseTo(2, 2);
    }
  });

  it('is neutral by the camera’s white balance, and bluish as if it had been taken in lamplight', async () => {
    const file = dng({ scene: grey(0.3) });
    const [red = 0, green = 0, blue = 0] = middle((await develop(file)).raster);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(200);
    const warm = middle((await develop(file, { white: 2800 })).raster);
    const day = middle((await develop(file, { white: 6500 })).raster);
    expect((warm[2] ?? 0) - (warm[0] ?? 0)).toBeGreaterThan((day[2] ?? 0) - (day[0] ?? 0));
    // Light of 6504 K is daylight by definition.
    const daylight = middle((await develop(file, { white: 'daylight' })).raster);
    expect(maxDifference(day, daylight)).toBeLessThan(200);
  });

  describe('with light that the sensor’s green was too bright for', () => {
    const level = 1.6;
    /** Red and blue still tell of the light. */
    const scene: DngOptions['scene'] = (x) => {
      const at = (x / 160) * level;
      return [0.5 * at, at, 0.7 * at];
    };
    const file = dng({ scene });
    const row = ({ width, data }: Raster): number[] =>
      Array.from({ length: width - 20 }, (_, x) => data[(60 * width + x + 10) * 3 + 1] ?? 0);

    it('keeps its steps where they would be cut', async () => {
      const cut = row((await develop(file, { highlights: 'clip' })).raster);
      const kept = row((await develop(file, { highlights: 'keep' })).raster);
      const white = (values: number[]): number => values.filter((value) => value >= 65_500).length;
      expect(white(cut)).toBeGreaterThan(40);
      expect(white(kept)).toBeLessThan(white(cut) / 2);
      // Below the knee nothing changes.
      expect(maxDifference(kept.slice(0, 30), cut.slice(0, 30))).toBeLessThan(64);
    });

    it.each(['keep', 'rebuild'] as const)('stays without colour when it is to be %s', async (highlights) => {
      const { raster } = await develop(file, { highlights });
      const { width, data } = raster;
      for (let x = 10; x < width - 10; x += 10) {
        const at = (60 * width + x) * 3;
        const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
        expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(1500);
      }
    });

    it('is white where all colours were too bright', async () => {
      const blown = dng({ scene: () => [1, 1, 1] });
      for (const highlights of ['clip', 'keep', 'rebuild'] as const)
        expect(Math.min(...middle((await develop(blown, { highlights })).raster))).toBeGreaterThan(65_000);
    });
  });

  it('becomes sRGB in 8 bits, and keeps Display P3 in 16', async () => {
    const read = async (path: string, depth: 'uchar' | 'ushort') => {
      const { icc } = await sharp(path).metadata();
      const stored = sharp(path, { ignoreIcc: true }).toColourspace(depth === 'ushort' ? 'rgb16' : 'srgb');
      const data = await stored.raw({ depth }).toBuffer();
      return { icc, data };
    };
    const wide = await read((await encode(await develop(dng()), 'tiff')).path, 'ushort');
    const narrow = await read((await encode(await develop(dng()), 'png', { bitDepth: 8 })).path, 'uchar');
    expect(wide.icc).toBeDefined();
    expect(narrow.icc).toBeUndefined();
    const stored = new Uint16Array(wide.data.buffer, wide.data.byteOffset, wide.data.length / 2);
    const expected = Array.from(stored, (_, index) => {
      const first = index - (index % 3);
      const row = p3InSrgb[index % 3] ?? [];
      const sum = row.reduce(
        (total, share, channel) => total + share * light(stored[first + channel] ?? 0),
        0,
      );
      const clipped = Math.min(1, Math.max(0, sum));
      return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055);
    });
    // Dither moves a value to one of its two neighbours.
    expect(maxDifference(expected, narrow.data)).toBeLessThanOrEqual(1.02);
  });

  it('stops at once when it is cancelled', async () => {
    const stop = new AbortController();
    const developing = decodePhoto(onDisk(shape('XTrans'), 'a.dng'), { signal: stop.signal });
    stop.abort();
    await expect(developing).rejects.toThrow(/abort/i);
  });
});

describe('a raw that gives no picture', () => {
  const jpeg = (): Promise<Buffer> =>
    sharp({ create: { width: 96, height: 72, channels: 3, background: '#a06020' } })
      .jpeg()
      .toBuffer();
  const black: Partial<DngOptions> = { scene: () => [0, 0, 0] };

  it('is refused if all of it is zero, never developed to black', async () => {
    await expect(develop(dng(black))).rejects.toMatchObject({
      code: 'photo.rawUndeveloped',
      details: { reason: 'all its values are zero' },
    });
  });

  it('is refused with its preview offered, which can be asked for', async () => {
    const preview = { jpeg: await jpeg(), width: 96, height: 72 };
    const file = dng({ ...black, preview, orientation: 6 });
    await expect(develop(file)).rejects.toMatchObject({ code: 'photo.rawOnlyPreview' });
    const photo = await develop(file, { preview: 'fallback' });
    expect(photo.raster).toMatchObject({ width: 72, height: 96 });
    expect(photo.raster.data).toBeInstanceOf(Uint8Array);
    expect(photo.source).toMatchObject({ bits: 8, size: { width: 72, height: 96 } });
    expect(codes(photo.notices)).toEqual(['photo.rawPreviewUsed']);
    expect(maxDifference(middle(photo.raster), [0xa0, 0x60, 0x20])).toBeLessThan(6);
  });

  it('gives its preview where that is asked for, and says if there is none', async () => {
    const preview = { jpeg: await jpeg(), width: 96, height: 72 };
    const path = onDisk(dng({ preview }), 'a.dng');
    const raw = RawSettings.parse({ preview: 'always' });
    expect(await inspectPhoto(path, { signal, raw })).toMatchObject({ width: 96, height: 72, bits: 8 });
    const { raster } = await decodePhoto(path, { signal, raw });
    expect(raster).toMatchObject({ width: 96, height: 72 });
    await expect(develop(dng(), { preview: 'always' })).rejects.toMatchObject({ code: 'photo.rawNoPreview' });
  });

  it.each([0.2, 0.5, 0.97])('is refused if the file ends at %d of its length', async (share) => {
    for (const coding of ['plain', 'lossless'] as const) {
      const file = dng({ coding, bits: coding === 'plain' ? 16 : 14, isDirectoryFirst: true });
      const cut = file.subarray(0, Math.floor(file.length * share));
      await expect(develop(Buffer.from(cut))).rejects.toMatchObject({ name: 'CandelaError' });
    }
  });

  it('is refused in words, or developed, whatever bytes of it are changed', async () => {
    const file = dng({ isDirectoryFirst: true });
    for (let turn = 0; turn < 16; turn += 1) {
      const changed = Buffer.from(file);
      // Within the directory: sizes, offsets, patterns, levels and matrices.
      for (let byte = 0; byte < 6; byte += 1) changed[8 + ((turn * 97 + byte * 41) % 420)] = turn * 37 + byte;
      const outcome = await develop(changed).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome.name).toBe('CandelaError');
        expect(outcome).not.toMatchObject({ code: 'internal.unexpected' });
      }
    }
  });

  it('is refused if it is compressed in a way that LibRaw’s build does not know', async () => {
    await expect(develop(dng({ coding: 'deflate' }))).rejects.toMatchObject({
      code: 'photo.rawUndeveloped',
      details: { reason: 'its camera, or the way it is compressed, is not known' },
    });
  });

  it('is called damaged if its data make no sense', async () => {
    const file = shape('lossless');
    file.fill(0xff, 2000, 2200);
    await expect(develop(file)).rejects.toMatchObject({ code: 'photo.damaged' });
  });
});
