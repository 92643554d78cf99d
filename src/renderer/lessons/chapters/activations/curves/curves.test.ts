import { describe, expect, it } from 'vitest';
import { sumsOf } from './curves';

describe('the sums of a photo', () => {
  it('have mean 0 and deviation 1, and rise with the brightness', () => {
    const data = Uint8Array.from([10, 10, 10, 40, 40, 40, 0, 200, 0]);
    const sums = sumsOf({ width: 3, height: 1, data });
    const mean = sums.reduce((sum, value) => sum + value, 0) / 3;
    expect(mean).toBeCloseTo(0, 12);
    expect(sums.reduce((sum, value) => sum + value ** 2, 0) / 3).toBeCloseTo(1, 12);
    expect(sums[0]!).toBeLessThan(sums[1]!);
    expect(sums[1]!).toBeLessThan(sums[2]!);
  });

  it('are zero where all pixels are alike', () => {
    const sums = sumsOf({ width: 2, height: 1, data: new Uint8Array(6).fill(90) });
    for (const sum of sums) expect(sum).toBeCloseTo(0, 12);
  });
});
