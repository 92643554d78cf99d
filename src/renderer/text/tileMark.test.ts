import type { PhotoEntry, WireError } from '@contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { lookControls, neutralLook, type Adjustments } from '../state/look';
import { text } from './en';
import { addPhotos, addSave, dropSave, openPhoto, photos, setPhoto, type PhotoView } from '../state/photos';
import { tileMark, tileName } from './tileMark';

const controls = lookControls(undefined, text.controls);
const neutral = neutralLook('candela');
const weak: Adjustments = { ...neutral, strength: 0.5 };
const shown = (): PhotoView => openPhoto('a')!;
const mark = (look: Adjustments) => tileMark(shown(), look, controls);

function open(entry: PhotoEntry): void {
  photos.setState(addPhotos({ order: [], byId: {}, active: null }, [entry]));
}

beforeEach(() => {
  open({ photo: 'a', name: 'a.jpg' });
  setPhoto('a', { status: 'done' });
});

describe('tileMark', () => {
  it('tells computed, saved and changed since apart', () => {
    expect(mark(neutral)).toBe('done');
    addSave('a', { save: '1', look: neutral });
    expect(mark(neutral)).toBe('saved');
    expect(mark(weak)).toBe('changed');
    expect(mark(neutral)).toBe('saved');
    addSave('a', { save: '2', look: weak });
    expect([mark(neutral), mark(weak)]).toEqual(['saved', 'saved']);
  });

  it('forgets a save that was taken back', () => {
    addSave('a', { save: '1', look: neutral });
    addSave('a', { save: '2', look: weak });
    dropSave('a', '2');
    expect(mark(weak)).toBe('changed');
    dropSave('a', '1');
    expect(mark(weak)).toBe('done');
  });

  it('says first what goes on or went wrong', () => {
    addSave('a', { save: '1', look: neutral });
    for (const status of ['working', 'failed', 'damaged'] as const) {
      setPhoto('a', { status });
      expect(mark(neutral)).toBe(status);
    }
  });
});

describe('tileName', () => {
  it('says the state in words', () => {
    const names = (['done', 'saved', 'changed'] as const).map((state) => tileName(shown(), state));
    expect(names).toEqual([
      'a.jpg, enhanced, not saved',
      'a.jpg, saved',
      'a.jpg, changed since it was saved',
    ]);
  });

  it.each([
    ['a.jp2 is a JPEG 2000 picture, which Candela does not read yet.', ''],
    ['The engine stopped in the middle of its work (9).', 'a.jp2, '],
  ])('says what is wrong: %s', (message, before) => {
    const error: WireError = { code: 'photo.unsupported', message, action: '' };
    open({ photo: 'a', name: 'a.jp2', error });
    expect(tileName(shown(), 'failed')).toBe(before + message);
  });
});
