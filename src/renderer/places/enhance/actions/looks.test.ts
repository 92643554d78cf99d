import { beforeEach, describe, expect, it } from 'vitest';
import { neutralLook, withPreset, type Look } from '../../../state/look';
import { beginLook, changeLook, lookOf, looks } from '../state/looks';
import { addPhotos, photos, showPhoto } from '../state/photos';
import { toasts } from '../../../state/toasts';
import { applyPreset, applyToAll, chooseModel, resetLook, undo } from './looks';
import { builtInPresets } from '../../../actions/presets';

const names = ['a', 'b', 'c'];
const neutral = neutralLook('candela');
const at = (strength: number): Look => ({ ...neutral, strength });
const strengths = (): (number | undefined)[] => names.map((name) => lookOf(name)?.strength);

function undoOfToast(): void {
  const toast = toasts.getState().list.at(-1);
  if (toast?.kind === 'note') toast.undo?.();
}

beforeEach(() => {
  toasts.setState({ list: [] });
  photos.setState(
    addPhotos(
      { order: [], byId: {}, active: null },
      names.map((photo) => ({ photo, name: photo })),
    ),
  );
  looks.setState({ byPhoto: {} });
  for (const name of names) beginLook(name, neutral);
});

describe('applyToAll', () => {
  it('is taken back in one press', () => {
    changeLook('a', at(0.4), null);
    applyToAll();
    expect(strengths()).toEqual([0.4, 0.4, 0.4]);
    undoOfToast();
    expect(strengths()).toEqual([0.4, 1, 1]);
  });

  it('leaves alone on its Undo what was changed since', () => {
    changeLook('b', at(0.9), null);
    changeLook('a', at(0.4), null);
    applyToAll();
    changeLook('b', at(0.2), null);
    undoOfToast();
    expect(strengths()).toEqual([0.4, 0.2, 1]);
  });

  it('takes back nothing where it changed nothing', () => {
    changeLook('a', at(0.4), null);
    changeLook('b', at(0.4), null);
    applyToAll();
    undoOfToast();
    expect(strengths()).toEqual([0.4, 0.4, 1]);
  });
});

describe('a look that holds already', () => {
  it('is no step', () => {
    const preset = builtInPresets[1]!;
    const past = (): number => looks.getState().byPhoto.a?.past.length ?? 0;
    applyPreset(preset);
    applyPreset(preset);
    expect([past(), lookOf('a')]).toEqual([1, withPreset(neutral, preset)]);
    resetLook();
    resetLook();
    expect(past()).toBe(2);
    undo();
    expect(lookOf('a')).toEqual(withPreset(neutral, preset));
  });

  it('is one with another model', () => {
    globalThis.candela = {
      call: () => new Promise(() => undefined),
      cancel: () => undefined,
      openFiles: () => new Promise(() => undefined),
      onEvent: () => () => undefined,
    };
    showPhoto('b');
    chooseModel('cnn');
    expect(lookOf('b')?.model).toBe('cnn');
  });
});
