import { beforeEach, describe, expect, it } from 'vitest';
import { asShot } from '@contract';
import { copied, modelPart, rawPart } from '../state/copied';
import { neutralLook, type Adjustments } from '../state/look';
import { beginLooks, changeLook, lookOf, looks, undoLook } from '../state/looks';
import { addPhotos, photos, showPhoto } from '../state/photos';
import { chosen, selectAll } from '../state/selection';
import { toasts } from '../state/toasts';
import { copySettings, partsOf, pasteSettings } from './copySettings';

const names = ['a', 'b', 'c'];
const neutral = neutralLook('candela');
const summary = { width: 60, height: 40, format: 'jpeg' as const, bits: 8, isGrey: false, exposure: {} };
const set: Adjustments = {
  ...neutral,
  strength: 0.5,
  finish: { brightness: 0, highlights: -0.3, colour: 0.2 },
};

function lastMessage(): string {
  const toast = toasts.getState().list.at(-1);
  return toast?.kind === 'note' ? toast.message : '';
}

beforeEach(() => {
  toasts.setState({ list: [] });
  copied.setState({ look: null, parts: [], leftOut: [] });
  chosen.setState({ photos: [] });
  photos.setState(
    addPhotos(
      { order: [], byId: {}, active: null },
      names.map((photo) => ({ photo, name: photo, summary })),
    ),
  );
  looks.setState({ byPhoto: {} });
  beginLooks(names, neutral);
  changeLook('a', set, null);
});

describe('pasteSettings', () => {
  it('gives a photo the chosen parts and leaves its others', () => {
    changeLook('b', { ...neutral, model: 'cnn', finish: { ...neutral.finish, colour: -0.4 } }, null);
    copySettings('a', ['strength', 'highlights']);
    showPhoto('b');
    pasteSettings();
    const finish = { brightness: 0, highlights: -0.3, colour: -0.4 };
    expect(lookOf('b')).toEqual({ ...neutral, model: 'cnn', strength: 0.5, finish });
    expect(copied.getState().leftOut).toEqual([modelPart, 'brightness', 'colour']);
  });

  it('is one step for all selected photos, undone on any of them', () => {
    copySettings('a', [modelPart, 'strength']);
    selectAll();
    showPhoto('c');
    pasteSettings();
    expect(names.map((name) => lookOf(name)?.strength)).toEqual([0.5, 0.5, 0.5]);
    expect(lastMessage()).toBe('Settings pasted on 2 photos.');
    expect(undoLook('c').sort()).toEqual(['b', 'c']);
    expect(names.map((name) => lookOf(name)?.strength)).toEqual([0.5, 1, 1]);
  });

  it('gives raws the development of one, as one choice, and other photos none', () => {
    const raw = { ...asShot, exposure: 1.5, white: 4000 };
    const entries = names.map((photo) => ({
      photo,
      name: photo,
      summary: { ...summary, format: photo === 'c' ? ('jpeg' as const) : ('raw' as const) },
    }));
    photos.setState(addPhotos({ order: [], byId: {}, active: null }, entries));
    changeLook('a', { ...set, raw }, null);
    copySettings('a', [rawPart, 'strength']);
    selectAll();
    showPhoto('b');
    pasteSettings();
    expect(names.map((name) => lookOf(name)?.raw)).toEqual([raw, raw, undefined]);
    expect(lookOf('c')?.strength).toBe(0.5);
    undoLook('b');
    expect(lookOf('b')?.raw).toBeUndefined();
    // A photo that is no raw has none to copy, and its look takes none away.
    copySettings('c', partsOf('c', neutral));
    showPhoto('a');
    chosen.setState({ photos: [] });
    pasteSettings();
    expect(lookOf('a')).toMatchObject({ raw, strength: 1 });
  });

  it('is no step where nothing was copied, or where nothing changes', () => {
    pasteSettings();
    expect(lastMessage()).toBe('No settings were copied yet.');
    copySettings('a', ['strength']);
    pasteSettings();
    expect(lastMessage()).toBe('The photo has these settings already.');
    expect(looks.getState().byPhoto.a?.past.length).toBe(1);
  });
});
