import { describe, expect, it } from 'vitest';
import { placeAfter } from './move';

describe('placeAfter', () => {
  const queue = ['a', 'b', 'c', 'd', 'e'];

  it.each([
    [['c'], -1, { before: 'b' }],
    [['a'], -1, null],
    [['c'], 1, { before: 'e' }],
    [['d'], 1, { before: null }],
    [['e'], 1, null],
    // Photos that are moved together come to stand together.
    [['b', 'd'], -1, { before: 'a' }],
    [['b', 'd'], 1, { before: null }],
    [['x'], 1, null],
  ] as const)('of %j by %i', (moved, by, expected) => {
    expect(placeAfter(queue, moved, by)).toEqual(expected);
  });
});
