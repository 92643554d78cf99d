import { describe, expect, it } from 'vitest';
import { losses, meanLoss, type LossName } from './losses';

const names = Object.keys(losses) as LossName[];

describe.each(names)('%s', (name) => {
  it('has the derivative that finite differences give', () => {
    const { of, derivative } = losses[name];
    const step = 1e-7;
    for (let p = 0.05; p < 1; p += 0.1)
      for (const target of [0, 0.42, 1]) {
        const slope = (of(p + step, target) - of(p - step, target)) / (2 * step);
        expect(Math.abs(derivative(p, target) - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
      }
  });
});

it('has known values', () => {
  expect(losses.mse.of(0.7, 0.2)).toBeCloseTo(0.25);
  expect(losses.mae.of(0.2, 0.7)).toBeCloseTo(0.5);
  expect(losses.charbonnier.of(0.4, 0.4)).toBeCloseTo(1e-3);
  expect(losses.crossEntropy.of(0.25, 1)).toBeCloseTo(Math.log(4));
  expect(losses.crossEntropy.of(0, 1)).toBe(100);
  expect(losses.crossEntropy.of(1, 1)).toBeCloseTo(0);
});

it('squares each difference inside the mean', () => {
  // The differences cancel, their squares do not.
  expect(meanLoss('mse', [0.5, 0.5], [0.4, 0.6]).value).toBeCloseTo(0.01);
  expect([...meanLoss('mse', [0.5, 0.5], [0.4, 0.6]).gradient].map((g) => Number(g.toFixed(9)))).toEqual([
    0.1, -0.1,
  ]);
  expect(() => meanLoss('mse', [1], [1, 2])).toThrow(RangeError);
});
