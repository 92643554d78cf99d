import { activations, losses } from '@core';
import { describe, expect, it } from 'vitest';
import { slopeAt } from './crossEntropy';

describe('the slope by the weighted sum', () => {
  it.each(['crossEntropy', 'mse'] as const)('of %s is what finite differences give', (name) => {
    const lossAt = (sum: number): number => losses[name].of(activations.sigmoid.of(sum), 1);
    for (let sum = -8; sum <= 8; sum += 0.5)
      expect(Math.abs(slopeAt(name, sum) - (lossAt(sum + 1e-5) - lossAt(sum - 1e-5)) / 2e-5)).toBeLessThan(
        1e-6,
      );
  });

  it('is chance minus truth by cross-entropy, and flat by squared error where the answer is sure and wrong', () => {
    expect(slopeAt('crossEntropy', -10)).toBeCloseTo(-1, 4);
    expect(slopeAt('mse', -10)).toBeGreaterThan(-1e-4);
    expect(slopeAt('crossEntropy', -10) / slopeAt('mse', -10)).toBeCloseTo(11014, -1);
  });
});
