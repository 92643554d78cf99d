import { asShot, type PhotoEntry, type RawSettings } from '@contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { standInBridge } from '../../../tests/support/standInBridge';
import { neutralLook } from '../state/look';
import { beginLook, changeLook, looks, undoLook } from '../state/looks';
import { addPhotos, photos, removePhotos } from '../state/photos';
import { developed, developedKey, rawKey } from '../state/raw';
import { developRaws } from './developRaws';

const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
const summary = { width: 60, height: 40, format: 'raw' as const, bits: 16, isGrey: false, exposure: {} };
const entries: PhotoEntry[] = [a, b].map((photo) => ({ photo, name: `${photo}.dng`, summary }));
const neutral = neutralLook('candela');
const brighter: RawSettings = { ...asShot, exposure: 1 };
const byDarktable: RawSettings = { ...asShot, developer: { program: 'darktable', version: '4.2.1' } };

let told: unknown[] = [];
let stop: () => void = () => undefined;
/** Whether the main process has read the photos. */
let areRead = true;

/** Another program gives the photo another size. */
const bridge = standInBridge((name, input) => {
  told.push([name, input]);
  const { photo, raw } = input as { photo: string; raw: RawSettings };
  const size = raw.developer === undefined ? summary : { ...summary, width: 58 };
  const value = { photo, name: `${photo}.dng`, ...(areRead && { summary: size }) };
  return Promise.resolve({ ok: true, value: value as never });
});

beforeEach(() => {
  vi.useFakeTimers();
  globalThis.candela = bridge;
  told = [];
  areRead = true;
  photos.setState(addPhotos({ order: [], byId: {}, active: null }, entries));
  developed.setState({ byPhoto: {} });
  looks.setState({ byPhoto: {} });
  for (const { photo } of entries) beginLook(photo, neutral);
  stop = developRaws();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe('developRaws', () => {
  it('tells the main process at once, and has pictures made when the settings rest', async () => {
    changeLook(a, { ...neutral, raw: { ...asShot, exposure: 0.5 } }, 'press');
    changeLook(a, { ...neutral, raw: brighter }, 'press');
    expect(told.at(-1)).toEqual(['photos.develop', { photo: a, raw: brighter }]);
    await vi.advanceTimersByTimeAsync(200);
    expect(developedKey(a)).toBe('');
    await vi.advanceTimersByTimeAsync(200);
    expect([developedKey(a), developedKey(b)]).toEqual([rawKey(brighter), '']);
  });

  it('follows an undo, and says nothing where only other settings change', async () => {
    changeLook(a, { ...neutral, raw: brighter }, null);
    await vi.advanceTimersByTimeAsync(400);
    changeLook(a, { ...neutral, raw: brighter, strength: 0.3 }, null);
    expect(told).toHaveLength(1);
    undoLook(a);
    undoLook(a);
    await vi.advanceTimersByTimeAsync(400);
    expect(told.at(-1)).toEqual(['photos.develop', { photo: a, raw: asShot }]);
    expect(developedKey(a)).toBe('');
  });

  it('takes the size that another program gives, and makes the strip’s picture anew', async () => {
    changeLook(a, { ...neutral, raw: byDarktable }, null);
    expect(photos.getState().byId[a]?.status).toBe('working');
    await vi.advanceTimersByTimeAsync(400);
    const { entry, status, thumb } = photos.getState().byId[a]!;
    expect([entry.summary?.width, status, thumb]).toEqual([58, 'waiting', null]);
  });

  it('knows a photo that was read while it rested', async () => {
    areRead = false;
    changeLook(a, { ...neutral, raw: brighter }, null);
    await vi.advanceTimersByTimeAsync(400);
    expect(photos.getState().byId[a]?.entry.summary).toEqual(summary);
    expect(developedKey(a)).toBe(rawKey(brighter));
  });

  it('forgets what was closed', async () => {
    changeLook(a, { ...neutral, raw: brighter }, null);
    await vi.advanceTimersByTimeAsync(400);
    photos.setState(removePhotos(photos.getState(), [a]));
    expect(developed.getState().byPhoto).toEqual({});
  });
});
