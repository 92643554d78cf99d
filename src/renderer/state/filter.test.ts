import { describe, expect, it } from 'vitest';
import { filteredOrder } from './filter';
import { addPhotos, noMarks, type PhotosState } from './photos';

const marks = {
  a: noMarks,
  b: { rating: 3, isRejected: false },
  c: { rating: 5, isRejected: true },
  d: { rating: 1, isRejected: false },
};

function state(active: string): PhotosState {
  const names = Object.keys(marks);
  const added = addPhotos(
    { order: [], byId: {}, active: null },
    names.map((photo) => ({ photo, name: photo })),
  );
  const byId = Object.fromEntries(
    Object.entries(marks).map(([photo, own]) => [photo, { ...added.byId[photo]!, marks: own }]),
  );
  return { ...added, byId, active };
}

describe('filteredOrder', () => {
  it.each([
    ['all', 'abcd'],
    ['kept', 'abd'],
    ['rejected', 'ac'],
    [1, 'abd'],
    [3, 'ab'],
    [5, 'a'],
  ] as const)('of %s, with the shown photo whatever its marks', (by, expected) => {
    expect(filteredOrder(state('a'), by).join('')).toBe(expected);
  });

  it('leaves a photo out once another is shown', () => {
    expect(filteredOrder(state('b'), 'rejected')).toEqual(['b', 'c']);
  });
});
