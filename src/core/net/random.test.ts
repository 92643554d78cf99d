import { expect, it } from 'vitest';
import { seeded } from './random';

const many = (draw: () => number): number[] => Array.from({ length: 20_000 }, draw);
const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

it('gives the same numbers for the same seed and others for another', () => {
  expect(many(seeded(7).uniform)).toEqual(many(seeded(7).uniform));
  expect(many(seeded(7).uniform)).not.toEqual(many(seeded(8).uniform));
});

it('has the moments that theory gives', () => {
  const uniform = many(seeded(1).uniform);
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...uniform)).toBeLessThan(1);
  expect(mean(uniform)).toBeCloseTo(0.5, 2);
  const normal = many(seeded(2).normal);
  expect(mean(normal)).toBeCloseTo(0, 1);
  expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1);
});
