import { expect, it } from 'vitest';
import { axisOf, placeOn } from './axis';

it.each([
  [[18.3, 22.1], { from: 18, to: 23, step: 1 }],
  [[8.3, 31], { from: 0, to: 40, step: 10 }],
  [[20, 20], { from: 20, to: 20.05, step: 0.05 }],
  [[0.31, 0.92, Infinity], { from: 0.2, to: 1, step: 0.2 }],
  [[Infinity], null],
  [[], null],
])('has round ends around %j', (values, axis) => {
  const found = axisOf(values);
  const digits = (value: number | undefined): number | undefined => value && Number(value.toFixed(6));
  expect(found && { from: digits(found.from), to: digits(found.to), step: found.step }).toEqual(axis);
});

it('has what is infinite at the end', () => {
  expect(placeOn({ from: 10, to: 30, step: 5 }, Infinity)).toBe(1);
  expect(placeOn({ from: 10, to: 30, step: 5 }, 20)).toBe(0.5);
  expect(placeOn(null, Infinity)).toBe(1);
});
