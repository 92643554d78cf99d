import { describe, expect, it } from 'vitest';
import { breakFilter, pixelSum, type PixelWindow } from './pixelSum';

const window: PixelWindow = {
  rows: 1,
  columns: 2,
  patch: [
    [1, 2],
    [3, 4],
  ],
  kernel: [
    [0.5, -1],
    [0, 0.25],
  ],
  bias: -0.75,
  activation: { kind: 'relu' },
};

describe('pixelSum', () => {
  it('multiplies, adds channel by channel, and adds the bias', () => {
    expect(pixelSum(window)).toEqual({
      products: [
        [0.5, -2],
        [0, 1],
      ],
      sums: [-1.5, 1],
      total: -1.25,
      output: 0,
    });
  });

  it.each([
    [{ kind: 'none' } as const, -1.25],
    [{ kind: 'leakyRelu', slope: 0.1 } as const, -0.125],
    [{ kind: 'clip', low: -1, high: 1 } as const, -1],
    [{ kind: 'sigmoid' } as const, 1 / (1 + Math.exp(1.25))],
    [{ kind: 'tanh' } as const, Math.tanh(-1.25)],
  ])('applies %o', (activation, output) => {
    expect(pixelSum({ ...window, activation }).output).toBeCloseTo(output, 12);
  });
});

describe('breakFilter', () => {
  it('changes one thing', () => {
    expect(breakFilter(window, 'noBias')).toEqual({ ...window, bias: 0 });
    expect(pixelSum(breakFilter(window, 'noActivation')).output).toBe(-1.25);
    expect(pixelSum(breakFilter(window, 'zero')).total).toBe(-0.75);
    expect(breakFilter(window, 'mirrored').kernel).toEqual([
      [-1, 0.5],
      [0.25, 0],
    ]);
  });

  it('shuffles the same way for a seed, and keeps all weights', () => {
    const many = { ...window, kernel: [Array.from({ length: 9 }, (_, i) => i), [9, 10]] };
    const [one, again, other] = [1, 1, 2].map((seed) => breakFilter(many, 'shuffled', seed).kernel);
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(one!.map((row) => row.length)).toEqual([9, 2]);
    expect(one!.flat().sort((a, b) => a - b)).toEqual(many.kernel.flat());
  });
});
