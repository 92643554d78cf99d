import { describe, expect, it } from 'vitest';
import { between, initialisers, misprints, type InitialiserName } from './initialisers';
import { seeded } from './random';

const fans = { fanIn: 75, fanOut: 48, layer: 0 };
const size = 0.2;
const many = 40_000;

function drawn(name: InitialiserName): number[] {
  const [draw, random] = [initialisers[name].draw(size), seeded(4)];
  return Array.from({ length: many }, () => draw(fans, random));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / many;

describe.each(Object.keys(initialisers) as InitialiserName[])('%s', (name) => {
  it('has the mean and the variance of theory', () => {
    const values = drawn(name);
    const expected = initialisers[name].variance(fans, size);
    const middle = mean(values);
    const variance = mean(values.map((value) => (value - middle) ** 2));
    expect(Math.abs(middle - (name === 'constant' ? size : 0))).toBeLessThan(
      5 * Math.sqrt(expected / many) + 1e-12,
    );
    // Five standard errors of a normal's variance; a uniform's is smaller.
    expect(Math.abs(variance - expected)).toBeLessThan(5 * expected * Math.sqrt(2 / many) + 1e-12);
  });
});

it.each([
  ['uniform', size],
  ['xavierUniform', Math.sqrt(6 / (75 + 48))],
  ['heUniform', Math.sqrt(6 / 75)],
] as const)('%s stays within its limits and reaches them', (name, limit) => {
  const values = drawn(name);
  expect(Math.max(...values)).toBeLessThanOrEqual(limit);
  expect(Math.max(...values)).toBeGreaterThan(0.999 * limit);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-limit);
  expect(Math.min(...values)).toBeLessThan(-0.999 * limit);
});

it('the misprinted Xavier limits have a mean that is not zero', () => {
  const [low, high] = misprints.xavierUniform(fans);
  const random = seeded(6);
  const draw = between(misprints.xavierUniform);
  const values = Array.from({ length: many }, () => draw(fans, random));
  expect(mean(values)).toBeCloseTo((low + high) / 2, 2);
  expect((low + high) / 2).toBeGreaterThan(0.03);
});
