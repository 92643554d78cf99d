import { asShot, type PhotoHandle, type RawSettings } from '@contract';
import { createStore } from 'zustand/vanilla';

/** How the camera raws among the photos are developed. Those that are missing are as they were shot. */
export const raws = createStore<{ readonly byPhoto: Readonly<Record<PhotoHandle, RawSettings>> }>()(() => ({
  byPhoto: {},
}));

export function rawOf(photo: PhotoHandle): RawSettings {
  return raws.getState().byPhoto[photo] ?? asShot;
}

export function setRaw(photo: PhotoHandle, raw: RawSettings): void {
  raws.setState(({ byPhoto }) => ({ byPhoto: { ...byPhoto, [photo]: raw } }));
}
