import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MixSettings } from '@contract';
import { finishing, type SampleKind } from './finishing';
import { finishPixel, type Rgb } from './finishPixel';
import { toneCurve } from './toneCurve';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const signed = fc.double({ min: -1, max: 1, noNaN: true });
const mixes = fc.record<MixSettings>({
  strength: fc.oneof(unit, fc.constantFrom(0, 1)),
  finish: fc.record({
    brightness: fc.double({ min: -2, max: 2, noNaN: true }),
    highlights: signed,
    colour: fc.oneof(signed, fc.constant(0)),
  }),
});
const neutral = { brightness: 0, highlights: 0, colour: 0 };
const samples = (bits: 8 | 16, length: number) =>
  bits === 8
    ? fc.uint8Array({ minLength: length, maxLength: length })
    : fc.uint16Array({ minLength: length, maxLength: length });

const kinds: SampleKind[] = [
  { bits: 8, channels: 3 },
  { bits: 16, channels: 3 },
  { bits: 8, channels: 1 },
  { bits: 16, channels: 1 },
];

describe('toneCurve', () => {
  it('keeps black and white, and never falls', () => {
    fc.assert(
      fc.property(mixes, unit, unit, ({ finish }, a, b) => {
        expect(toneCurve(0, finish)).toBe(0);
        expect(toneCurve(1, finish)).toBeCloseTo(1, 12);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(toneCurve(high, finish)).toBeGreaterThanOrEqual(toneCurve(low, finish) - 1e-12);
      }),
    );
  });

  it('doubles the slope of black for each EV', () => {
    for (const brightness of [-2, -1, 1, 2]) {
      expect(toneCurve(1e-6, { brightness, highlights: 0 }) / 1e-6).toBeCloseTo(2 ** brightness, 4);
    }
  });

  it('moves bright tones alone with highlights, each way', () => {
    for (const highlights of [-1, 1]) {
      expect(toneCurve(0.5, { brightness: 0, highlights })).toBe(0.5);
      expect(toneCurve(0.3, { brightness: 0, highlights })).toBe(0.3);
      const moved = toneCurve(0.8, { brightness: 0, highlights }) - 0.8;
      expect(Math.sign(moved)).toBe(highlights);
      expect(Math.abs(moved)).toBeGreaterThan(0.06);
    }
  });
});

describe('finishPixel', () => {
  it('takes colour away at -1 and keeps grey grey', () => {
    fc.assert(
      fc.property(mixes, fc.tuple(unit, unit, unit), unit, (mix, [r, g, b], grey) => {
        const without = { ...mix, finish: { ...mix.finish, colour: -1 } };
        const [x, y, z] = finishPixel([r, g, b], [g, b, r], without);
        expect(Math.max(x, y, z) - Math.min(x, y, z)).toBeLessThan(1e-12);
        const [u, v, w] = finishPixel([grey, grey, grey], [r, r, r], mix);
        expect(Math.max(u, v, w) - Math.min(u, v, w)).toBeLessThan(1e-12);
      }),
    );
  });

  it('doubles the distance from grey at 1', () => {
    const [r, g, b] = finishPixel([0, 0, 0], [0.5, 0.4, 0.45], {
      strength: 1,
      finish: { ...neutral, colour: 1 },
    });
    expect([r - g, b - g]).toEqual([expect.closeTo(0.2, 12), expect.closeTo(0.1, 12)]);
  });
});

describe('finishing', () => {
  it.each(kinds)('is finishPixel, rounded once: $bits bits, $channels channels', (kind) => {
    const full = kind.bits === 8 ? 255 : 65_535;
    fc.assert(
      fc.property(mixes, samples(kind.bits, 30), samples(kind.bits, 30), (mix, original, result) => {
        const expected = expectedOf(mix, { kind, full, original, result });
        const finished = result.slice();
        finishing(mix, kind)(finished, original);
        // Half a level of rounding, plus the error of the straight line between two stored values.
        const most = kind.bits === 8 ? 0.5 + 0.03 : 0.5 + 1e-3;
        finished.forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(most);
        });
      }),
    );
  });

  it.each(kinds)('changes nothing when neutral: $bits bits, $channels channels', (kind) => {
    fc.assert(
      fc.property(samples(kind.bits, 30), samples(kind.bits, 30), (original, result) => {
        const whole = result.slice();
        finishing({ strength: 1, finish: neutral }, kind)(whole, original);
        const none = result.slice();
        finishing({ strength: 0, finish: neutral }, kind)(none, original);
        expect([...whole]).toEqual([...result]);
        expect([...none]).toEqual([...original]);
      }),
    );
  });

  it('keeps the order of grey levels at any setting', () => {
    const levels = Uint8Array.from({ length: 256 }, (_, i) => i);
    fc.assert(
      fc.property(mixes, ({ finish }) => {
        const finished = levels.slice();
        finishing({ strength: 1, finish }, { bits: 8, channels: 1 })(finished, levels);
        expect([...finished]).toEqual([...finished].sort((a, b) => a - b));
        expect([finished[0], finished[255]]).toEqual([0, 255]);
      }),
    );
  });
});

type Case = {
  kind: SampleKind;
  full: number;
  original: Uint8Array | Uint16Array;
  result: Uint8Array | Uint16Array;
};

/** The definition, computed in floats, in levels. */
function expectedOf(mix: MixSettings, { kind, full, original, result }: Case): number[] {
  const at = (from: Uint8Array | Uint16Array, i: number) => from[i]! / full;
  if (kind.channels === 1) {
    return Array.from(result, (_, i) => {
      const [x, y] = [at(original, i), at(result, i)];
      return finishPixel([x, x, x], [y, y, y], mix)[0] * full;
    });
  }
  return Array.from({ length: result.length / 3 }, (_, pixel) => {
    const rgb = (from: Uint8Array | Uint16Array): Rgb => [
      at(from, pixel * 3),
      at(from, pixel * 3 + 1),
      at(from, pixel * 3 + 2),
    ];
    return finishPixel(rgb(original), rgb(result), mix).map((value) => value * full);
  }).flat();
}
