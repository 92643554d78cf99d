import { beforeEach, describe, expect, it } from 'vitest';
import { asShot } from '@contract';
import { standInBridge } from '../../../../../tests/support/standInBridge';
import {
  lookControls,
  matchesPreset,
  neutralLook,
  presetOf,
  withPreset,
  type Adjustments,
} from '../../../state/look';
import { beginLook, changeLook, lookOf, looks } from '../../../state/looks';
import { addPhotos, markDamaged, photos, showPhoto } from '../../../state/photos';
import { toasts } from '../../../state/toasts';
import { text } from '../../../text/en';
import {
  applyPreset,
  applyToOthers,
  chooseModel,
  redo,
  resetLook,
  setControl,
  setRaw,
  settleControl,
  undo,
} from './looks';
import { builtInPresets } from '../../../actions/presets';

const names = ['a', 'b', 'c'];
const neutral = neutralLook('candela');
const at = (strength: number): Adjustments => ({ ...neutral, strength });
const strengths = (): (number | undefined)[] => names.map((name) => lookOf(name)?.strength);

const summary = { width: 60, height: 40, format: 'jpeg' as const, bits: 8, isGrey: false, exposure: {} };
const damage = { code: 'photo.damaged' as const, message: 'It is damaged.', action: 'Copy it again.' };

function lastMessage(): string {
  const toast = toasts.getState().list.at(-1);
  return toast?.kind === 'note' ? toast.message : '';
}

function undoOfToast(): void {
  const toast = toasts.getState().list.at(-1);
  if (toast?.kind === 'note') toast.undo?.();
}

beforeEach(() => {
  toasts.setState({ list: [] });
  photos.setState(
    addPhotos(
      { order: [], byId: {}, active: null },
      names.map((photo) => ({ photo, name: photo, summary })),
    ),
  );
  looks.setState({ byPhoto: {} });
  for (const name of names) beginLook(name, neutral);
});

describe('applyToOthers', () => {
  it('is taken back in one press', () => {
    changeLook('a', at(0.4), null);
    applyToOthers();
    expect(strengths()).toEqual([0.4, 0.4, 0.4]);
    undoOfToast();
    expect(strengths()).toEqual([0.4, 1, 1]);
  });

  it('leaves alone on its Undo what was changed since', () => {
    changeLook('b', at(0.9), null);
    changeLook('a', at(0.4), null);
    applyToOthers();
    changeLook('b', at(0.2), null);
    undoOfToast();
    expect(strengths()).toEqual([0.4, 0.2, 1]);
  });

  it('takes back nothing where it changed nothing', () => {
    changeLook('a', at(0.4), null);
    changeLook('b', at(0.4), null);
    applyToOthers();
    undoOfToast();
    expect(strengths()).toEqual([0.4, 0.4, 1]);
  });
});

describe('applyToOthers in the history', () => {
  it('is one step, undone and redone on all photos together', () => {
    changeLook('a', at(0.4), null);
    applyToOthers();
    toasts.setState({ list: [] });
    undo();
    expect([strengths(), lastMessage()]).toEqual([[0.4, 1, 1], 'Undone on 2 other photos.']);
    redo();
    expect([strengths(), lastMessage()]).toEqual([[0.4, 0.4, 0.4], 'Applied to 2 other photos again.']);
    undo();
    undo();
    expect(strengths()).toEqual([1, 1, 1]);
  });

  it('can be undone on each of the photos, but not where a later step was made', () => {
    changeLook('a', at(0.4), null);
    applyToOthers();
    changeLook('b', at(0.2), null);
    showPhoto('c');
    undo();
    expect(strengths()).toEqual([0.4, 0.2, 1]);
    showPhoto('b');
    undo();
    undo();
    expect(strengths()).toEqual([0.4, 1, 1]);
  });

  it('touches and counts no photo that cannot be enhanced', () => {
    markDamaged('b', 'damaged', damage);
    changeLook('a', at(0.4), null);
    applyToOthers();
    expect([strengths(), lastMessage()]).toEqual([[0.4, 1, 0.4], 'Applied to 1 other photo.']);
    expect(looks.getState().byPhoto.b?.past).toEqual([]);
  });

  it('is no step where all photos look alike', () => {
    applyToOthers();
    expect(looks.getState().byPhoto.a?.past).toEqual([]);
    expect(lastMessage()).toBe('The other photos look like this already.');
  });
});

describe('a double click on a slider', () => {
  const strength = lookControls(undefined, text.controls)[0]!;
  const past = (): (number | undefined)[] =>
    looks.getState().byPhoto.a?.past.map(({ value }) => value.strength) ?? [];

  function doubleClick(press: number): void {
    setControl(strength, 0.6, { isDragging: true, press });
    settleControl();
    settleControl();
    setControl(strength, 1, { isDragging: false, press });
    settleControl();
  }

  it('leaves one step of the history', () => {
    setControl(strength, 0.3, { isDragging: false, press: null });
    doubleClick(1);
    expect([past(), lookOf('a')?.strength]).toEqual([[1, 0.3], 1]);
    undo();
    expect(lookOf('a')?.strength).toBe(0.3);
  });

  it('leaves none where the slider was neutral', () => {
    doubleClick(2);
    expect([past(), lookOf('a')?.strength]).toEqual([[], 1]);
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
    globalThis.candela = standInBridge(() => new Promise(() => undefined));
    showPhoto('b');
    chooseModel('cnn');
    expect(lookOf('b')?.model).toBe('cnn');
  });
});

describe('the development of a raw', () => {
  const rawOf = (photo: string) => lookOf(photo)?.raw;

  beforeEach(() => {
    const entries = names.map((photo) => ({
      photo,
      name: photo,
      summary: { ...summary, format: photo === 'c' ? ('jpeg' as const) : ('raw' as const) },
    }));
    photos.setState(addPhotos({ order: [], byId: {}, active: null }, entries));
    showPhoto('a');
  });

  it('is undone and redone in steps, a press on a slider being one', () => {
    setRaw({ exposure: 0.5 }, 7);
    setRaw({ exposure: 1 }, 7);
    setRaw({ highlights: 'clip' });
    undo();
    expect(rawOf('a')).toEqual({ ...asShot, exposure: 1 });
    undo();
    expect(rawOf('a')).toBeUndefined();
    redo();
    expect(rawOf('a')?.exposure).toBe(1);
    // As shot is no setting.
    setRaw(asShot);
    expect(rawOf('a')).toBeUndefined();
  });

  it('goes to other raws, and to no other photo', () => {
    setRaw({ exposure: 1 });
    applyToOthers();
    expect([rawOf('b')?.exposure, rawOf('c')]).toEqual([1, undefined]);
    expect(lastMessage()).toBe('Applied to 1 other photo.');
  });

  it('is a part of presets, and stays where a preset says nothing of it', () => {
    setRaw({ exposure: 1 });
    const preset = presetOf(lookOf('a')!, 'mine');
    applyPreset(builtInPresets[1]!);
    expect(rawOf('a')?.exposure).toBe(1);
    for (const photo of ['b', 'c']) {
      showPhoto(photo);
      applyPreset(preset);
    }
    expect([rawOf('b')?.exposure, rawOf('c')]).toEqual([1, undefined]);
    const controls = lookControls(undefined, text.controls);
    expect(matchesPreset(lookOf('c')!, preset, { controls, isRaw: false })).toBe(true);
    expect(matchesPreset(neutral, preset, { controls, isRaw: true })).toBe(false);
  });
});
