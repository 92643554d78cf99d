import { describe, expect, it } from 'vitest';
import { cameraNoise, darken, fromHsv, impulseShare, toHsv } from './darken';
import { seeded } from './random';

const levels = [0, 1, 37, 128, 200, 255];
const colours = levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => [r, g, b] as const)));

describe('HSV', () => {
  it('knows the corners of the colour solid', () => {
    expect(toHsv(255, 0, 0)).toEqual({ h: 0, s: 1, v: 1 });
    expect(toHsv(0, 255, 0)).toEqual({ h: 120, s: 1, v: 1 });
    expect(toHsv(0, 0, 255)).toEqual({ h: 240, s: 1, v: 1 });
    expect(toHsv(255, 0, 255)).toEqual({ h: 300, s: 1, v: 1 });
    expect(toHsv(51, 51, 51)).toEqual({ h: 0, s: 0, v: 0.2 });
  });

  it.each([1, 0.2])('V times %d and back is every channel times that', (factor) => {
    for (const colour of colours) {
      const hsv = toHsv(...colour);
      const back = fromHsv({ ...hsv, v: hsv.v * factor });
      for (const [index, value] of back.entries()) expect(value).toBeCloseTo(colour[index]! * factor, 9);
    }
  });
});

describe('darken', () => {
  const flat = new Uint8Array(60_000).fill(200);

  it('multiplies and rounds where there is no noise', () => {
    const dark = darken(Uint8Array.of(0, 1, 3, 128, 255), { factor: 0.2, noise: 'none' }, seeded(1));
    expect([...dark]).toEqual([0, 0, 1, 26, 51]);
  });

  it('makes salt and pepper of 4 % of the samples, half each', () => {
    const dark = darken(flat, { factor: 0.2, noise: 'impulses' }, seeded(2));
    const share = (level: number) => dark.filter((value) => value === level).length / dark.length;
    expect(share(0)).toBeCloseTo(impulseShare / 2, 2);
    expect(share(255)).toBeCloseTo(impulseShare / 2, 2);
    expect(share(40)).toBeCloseTo(1 - impulseShare, 2);
  });

  it('gives a camera’s noise its variance: more where there is more light', () => {
    for (const level of [80, 240]) {
      const dark = darken(
        flat.map(() => level),
        { factor: 0.5, noise: 'camera' },
        seeded(3),
      );
      const value = (level / 255) * 0.5;
      const mean = dark.reduce((sum, one) => sum + one, 0) / dark.length;
      const variance = dark.reduce((sum, one) => sum + (one - mean) ** 2, 0) / dark.length;
      expect(mean / 255).toBeCloseTo(value, 3);
      // Rounding adds a twelfth of a step squared.
      const wanted = (cameraNoise.photon * value + cameraNoise.read ** 2) * 255 ** 2 + 1 / 12;
      expect(Math.abs(variance / wanted - 1)).toBeLessThan(0.03);
    }
  });
});
