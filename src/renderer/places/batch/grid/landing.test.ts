import { describe, expect, it } from 'vitest';
import { gapAt, landingAt, lineAt, type Layout } from './landing';

/** Three columns of 100 by 50, with the gaps. */
const grid: Layout = { columns: 3, step: { x: 100, y: 50 }, origin: { x: 16, y: 6 } };
const table: Layout = { columns: 1, step: { x: 600, y: 30 }, origin: { x: 16, y: 30 } };

describe('gapAt', () => {
  it.each([
    [16, 10, { at: 0, isRowEnd: false }],
    [60, 10, { at: 0, isRowEnd: false }],
    [70, 10, { at: 1, isRowEnd: false }],
    [120, 60, { at: 4, isRowEnd: false }],
    // Right of the last column: the end of this row, not the beginning of the next.
    [310, 10, { at: 3, isRowEnd: true }],
    [999, 10, { at: 3, isRowEnd: true }],
    [-20, -20, { at: 0, isRowEnd: false }],
    // Below the last photo.
    [200, 900, { at: 7, isRowEnd: false }],
  ] as const)('of a grid at %i, %i', (x, y, gap) => {
    expect(gapAt({ x, y }, grid, 7)).toEqual(gap);
  });

  it.each([
    [0, 0],
    [44, 0],
    [46, 1],
    [500, 7],
  ])('of a table at height %i', (y, at) => {
    expect(gapAt({ x: 300, y }, table, 7)).toEqual({ at, isRowEnd: false });
  });
});

describe('landingAt', () => {
  const order = ['done', 'busy', 'a', 'b', 'c', 'new'];
  const waits = (photo: string) => ['a', 'b', 'c'].includes(photo);
  const land = (at: number, moved: string[]) =>
    landingAt({ at, isRowEnd: false }, order, { waits, moved: new Set(moved) });

  it('lies before the photo at the gap', () => {
    expect(land(2, ['c'])).toEqual({ before: 'a', gap: { at: 2, isRowEnd: false } });
    expect(land(3, ['a'])).toEqual({ before: 'b', gap: { at: 3, isRowEnd: false } });
  });

  it('lies among those that wait, whatever is under the pointer', () => {
    expect(land(0, ['b'])).toEqual({ before: 'a', gap: { at: 2, isRowEnd: false } });
    expect(land(6, ['b'])).toEqual({ before: null, gap: { at: 5, isRowEnd: true } });
    expect(landingAt({ at: 0, isRowEnd: false }, ['done'], { waits, moved: new Set() })).toBeNull();
  });

  it('leaves photos where they are that are let go over themselves', () => {
    expect(land(3, ['b'])).toEqual({ before: 'c', gap: { at: 3, isRowEnd: false } });
    expect(land(3, ['b', 'c'])).toEqual({ before: null, gap: { at: 3, isRowEnd: false } });
  });
});

describe('lineAt', () => {
  it('stands where the photos will', () => {
    expect(lineAt({ at: 4, isRowEnd: false }, grid)).toEqual({ x: 116, y: 56 });
    expect(lineAt({ at: 3, isRowEnd: false }, grid)).toEqual({ x: 16, y: 56 });
    expect(lineAt({ at: 3, isRowEnd: true }, grid)).toEqual({ x: 316, y: 6 });
    expect(lineAt({ at: 2, isRowEnd: false }, table)).toEqual({ x: 16, y: 90 });
  });
});
