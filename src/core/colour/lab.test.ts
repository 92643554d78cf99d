import { describe, expect, it } from 'vitest';
import { srgbOfLab } from './lab';

describe('srgbOfLab', () => {
  // sRGB's primaries under D50, from Adobe's and ICC's tables.
  it.each([
    ['white', [100, 0, 0], [255, 255, 255]],
    ['black', [0, 0, 0], [0, 0, 0]],
    ['middle grey', [53.585, 0, 0], [128, 128, 128]],
    ['red', [54.29, 80.81, 69.89], [255, 0, 0]],
    ['green', [87.82, -79.29, 80.99], [0, 255, 0]],
    ['blue', [29.57, 68.3, -112.03], [0, 0, 255]],
  ] as const)('knows %s', (_, [lightness, a, b], expected) => {
    const found = srgbOfLab(lightness, a, b).map((value) => Math.round(value * 255));
    for (const [index, value] of expected.entries())
      expect(Math.abs((found[index] ?? -9) - value)).toBeLessThanOrEqual(1);
  });
});
