import { asShot, type PhotoSettings } from '@contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { standInBridge } from '../../../tests/support/standInBridge';
import { neutralLook } from '../state/look';
import { models } from '../state/models';
import { toasts } from '../state/toasts';
import { beginLook, changeLook, lookOf, looks, undoLook } from '../state/looks';
import { addPhotos, photos } from '../state/photos';
import { keepNow, keepSettings, restoreSettings } from './keptSettings';

const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
const entries = [
  { photo: a, name: 'a.jpg' },
  { photo: b, name: 'b.jpg' },
];
const neutral = neutralLook('candela');
const kept: PhotoSettings = { ...neutral, controls: {}, strength: 0.4 };

let known: Record<string, PhotoSettings | null> = {};
let told: unknown[] = [];
let stop: () => void = () => undefined;

const bridge = standInBridge((name, input) => {
  if (name === 'settings.keep') told.push(input);
  const { photo } = input as { photo: string };
  const value = name === 'settings.find' ? (known[photo] ?? null) : {};
  return Promise.resolve({ ok: true, value: value as never });
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  globalThis.candela = bridge;
  known = {};
  told = [];
  toasts.setState({ list: [] });
  models.setState({ list: [], error: { code: 'model.unknown', message: 'None.', action: '' } });
  photos.setState(addPhotos({ order: [], byId: {}, active: null }, entries));
  looks.setState({ byPhoto: {} });
  for (const { photo } of entries) beginLook(photo, neutral);
  stop = keepSettings();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('restoreSettings', () => {
  it('gives a photo its settings back, as a step that can be undone', async () => {
    known = { [b]: kept };
    await restoreSettings(entries);
    expect([lookOf(a)?.strength, lookOf(b)?.strength]).toEqual([1, 0.4]);
    expect(toasts.getState().list).toMatchObject([
      { kind: 'note', message: 'The settings of b.jpg are as you left them.' },
    ]);
    undoLook(b);
    expect(lookOf(b)).toEqual(neutral);
  });

  it('leaves a photo alone that was changed meanwhile, and says nothing then', async () => {
    known = { [a]: kept };
    changeLook(a, { ...neutral, strength: 0.9 }, null);
    await restoreSettings(entries);
    expect(lookOf(a)?.strength).toBe(0.9);
    expect(toasts.getState().list).toEqual([]);
  });

  it('keeps the present model where the one of then is gone', async () => {
    known = { [a]: { ...kept, model: 'gone' } };
    await restoreSettings(entries);
    expect(lookOf(a)).toMatchObject({ model: 'candela', strength: 0.4 });
  });
});

describe('keepSettings', () => {
  it('keeps what rests, once, and at once where the photo is closed', async () => {
    changeLook(a, { ...neutral, strength: 0.6 }, 'drag');
    changeLook(a, { ...neutral, strength: 0.5 }, 'drag');
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toMatchObject([{ photo: a, settings: { model: 'candela', strength: 0.5 } }]);
    const raw = { ...asShot, exposure: 1 };
    changeLook(b, { ...neutral, raw }, null);
    keepNow(b);
    expect(told).toMatchObject([{ photo: a }, { photo: b, settings: { strength: 1, raw } }]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toHaveLength(2);
  });

  it('keeps nothing of a photo that was only opened', async () => {
    beginLook('c'.repeat(32), neutralLook(''));
    beginLook('c'.repeat(32), neutral);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
  });
});
