import { expect, it } from 'vitest';
import { medianOf } from './median';

it.each([
  [[], null],
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[1, Infinity, Infinity], Infinity],
])('has the median of %j', (values, median) => {
  expect(medianOf(values)).toBe(median);
});
