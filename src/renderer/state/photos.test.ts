import type { PhotoEntry } from '@contract';
import { describe, expect, it } from 'vitest';
import {
  addPhotos,
  describePhotos,
  isUnread,
  canEnhance,
  markDamaged,
  markSound,
  neighbourOf,
  patchPhoto,
  photos,
  removePhotos,
  replacePhoto,
  type PhotosState,
} from './photos';

const empty: PhotosState = { order: [], byId: {}, active: null };

function entry(photo: string, isBroken = false): PhotoEntry {
  const error = { code: 'photo.empty' as const, message: 'It is empty.', action: 'Copy it again.' };
  return { photo, name: `${photo}.jpg`, ...(isBroken ? { error } : {}) };
}

describe('addPhotos', () => {
  it('shows the first one that can be read', () => {
    const state = addPhotos(empty, [entry('a', true), entry('b'), entry('c')]);
    expect(state.order).toEqual(['a', 'b', 'c']);
    expect(state.active).toBe('b');
    expect(state.byId.a).toMatchObject({ status: 'failed' });
  });

  it('shows a refused photo when there is no other', () => {
    expect(addPhotos(empty, [entry('a', true)]).active).toBe('a');
  });

  it('does not open a photo twice', () => {
    const state = addPhotos(addPhotos(empty, [entry('a'), entry('b')]), [entry('a')]);
    expect(state.order).toEqual(['a', 'b']);
    expect(state.active).toBe('a');
  });
});

describe('describePhotos', () => {
  it('says of unread photos what they are, and leaves the others', () => {
    const unread = ['a', 'b', 'c'].map((photo) => ({ photo, name: photo }));
    const summary = { width: 60, height: 40, format: 'jpeg' as const, bits: 8, isGrey: false, exposure: {} };
    const opened = addPhotos(addPhotos(empty, unread), [{ ...entry('d'), summary }]);
    expect(['a', 'd'].map((photo) => isUnread(opened.byId[photo]!))).toEqual([true, false]);
    const broken = entry('b', true);
    const read = describePhotos(opened, [{ ...entry('a'), summary }, broken, entry('x')]);
    expect(read.order).toEqual(['a', 'b', 'c', 'd']);
    expect(read.byId.a?.entry).toEqual({ ...entry('a'), summary });
    expect(read.byId.b).toMatchObject({ status: 'failed', error: broken.error });
    expect(isUnread(read.byId.c!)).toBe(true);
    expect(Object.keys(read.byId)).not.toContain('x');
  });
});

describe('replacePhoto', () => {
  it('puts a page where the one before was, to be computed anew', () => {
    const before = patchPhoto(addPhotos(empty, [entry('a'), entry('b')]), 'a', { status: 'done' });
    const state = replacePhoto(before, 'a', entry('c'));
    expect(state.order).toEqual(['c', 'b']);
    expect(state.active).toBe('c');
    expect(Object.keys(state.byId).sort()).toEqual(['b', 'c']);
    expect(state.byId.c).toMatchObject({ status: 'waiting' });
    expect(replacePhoto({ ...before, active: 'b' }, 'a', entry('c')).active).toBe('b');
  });

  it('leaves everything as it is where the photo is closed', () => {
    const before = addPhotos(empty, [entry('a')]);
    expect(replacePhoto(before, 'z', entry('c'))).toBe(before);
  });
});

describe('a refused photo', () => {
  it('keeps its place and starts anew when it can be read', () => {
    const before = addPhotos(empty, [entry('a', true), entry('b')]);
    const state = addPhotos(before, [entry('a')]);
    expect(state.order).toEqual(['a', 'b']);
    expect(state.active).toBe('a');
    expect(state.byId.a).toMatchObject({ status: 'waiting', error: null });
  });
});

describe('a photo whose file is damaged', () => {
  const damage = { code: 'photo.damaged' as const, message: 'It is damaged.', action: 'Copy it again.' };
  const summary = { width: 60, height: 40, format: 'jpeg' as const, bits: 8, isGrey: false, exposure: {} };
  const shown = () => photos.getState().byId.a;

  it('is not to be enhanced from when its pixels tell so until they tell otherwise', () => {
    photos.setState(addPhotos(empty, [{ ...entry('a'), summary }]));
    expect(canEnhance(shown()!)).toBe(true);
    markSound('a');
    expect(shown()).toMatchObject({ status: 'waiting' });
    markDamaged('a', 'damaged', damage);
    expect(shown()).toMatchObject({ status: 'damaged', error: damage, entry: { summary, error: damage } });
    expect(canEnhance(shown()!)).toBe(false);
    markSound('a');
    expect(shown()).toMatchObject({ status: 'waiting', error: null });
    expect(canEnhance(shown()!)).toBe(true);
  });

  it('starts anew when it is opened again', () => {
    photos.setState(addPhotos(empty, [{ ...entry('a'), summary }]));
    markDamaged('a', 'damaged', damage);
    photos.setState((state) => addPhotos(state, [{ ...entry('a'), summary }]));
    expect(shown()).toMatchObject({ status: 'waiting', error: null });
    expect(canEnhance(shown()!)).toBe(true);
  });
});

describe('removePhotos', () => {
  const three = addPhotos(empty, [entry('a'), entry('b'), entry('c')]);

  it.each([
    ['b', 'b', 'c'],
    ['c', 'c', 'b'],
    ['a', 'b', 'a'],
  ])('when %s is shown and %s is closed, %s is shown', (active, closed, next) => {
    expect(removePhotos({ ...three, active }, [closed]).active).toBe(next);
  });

  it('closes several, and shows what stood right of the shown one', () => {
    const five = addPhotos(
      empty,
      ['a', 'b', 'c', 'd', 'e'].map((photo) => entry(photo)),
    );
    const left = removePhotos({ ...five, active: 'c' }, ['a', 'c', 'd']);
    expect([left.order, Object.keys(left.byId), left.active]).toEqual([['b', 'e'], ['b', 'e'], 'e']);
    expect(removePhotos({ ...five, active: 'e' }, ['d', 'e']).active).toBe('c');
  });

  it('leaves nothing of the last photo', () => {
    expect(removePhotos(addPhotos(empty, [entry('a')]), ['a'])).toEqual(empty);
  });
});

describe('neighbourOf', () => {
  const three = { ...addPhotos(empty, [entry('a'), entry('b'), entry('c')]), active: 'b' };

  it.each([
    [1, 'c'],
    [-1, 'a'],
    [5, 'c'],
    [-Infinity, 'a'],
  ])('goes %i places and stops at the ends', (by, expected) => {
    expect(neighbourOf(three, by)).toBe(expected);
  });
});

describe('patchPhoto', () => {
  it('does not bring back a photo that is closed', () => {
    expect(patchPhoto(empty, 'a', { status: 'done' })).toBe(empty);
  });
});
