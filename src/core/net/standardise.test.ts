import { expect, it } from 'vitest';
import { standardise } from './standardise';

it('centres and scales each column, and others by the same numbers', () => {
  const { rows, apply } = standardise([
    [1, 5],
    [3, 5],
  ]);
  expect(rows).toEqual([
    [-1, 0],
    [1, 0],
  ]);
  expect(apply([5, 6])).toEqual([3, 1]);
  expect(standardise([]).rows).toEqual([]);
});
