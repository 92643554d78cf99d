import type { InferenceSettings, PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../../bridge';

export type PixelSet = {
  /** Of a raw that is not developed yet it may be the camera's own picture. */
  readonly lowLight: { picture: Picture; size: number; isCameras?: true } | null;
  readonly display: Picture | null;
  /** `key` names the settings and size that made it. */
  readonly enhanced: { picture: Picture; key: string; isSmall: boolean; inference: InferenceSettings } | null;
  readonly truth: { picture: Picture; photo: PhotoHandle; size: number } | null;
};

export type PixelsState = {
  readonly byPhoto: Readonly<Record<PhotoHandle, PixelSet>>;
  /** Last used first. */
  readonly recency: readonly PhotoHandle[];
};

const nothing: PixelSet = { lowLight: null, display: null, enhanced: null, truth: null };

/** The number of photos whose screen-size pictures are kept. Others are fetched again when shown. */
export const keptPhotos = 4;

/** Adds pictures to a photo and marks it as last used. The least recently used photo is dropped. */
export function keepPixels(state: PixelsState, photo: PhotoHandle, patch: Partial<PixelSet>): PixelsState {
  const recency = [photo, ...state.recency.filter((other) => other !== photo)].slice(0, keptPhotos);
  const entries = recency.map((handle) => [handle, state.byPhoto[handle] ?? nothing] as const);
  const byPhoto = Object.fromEntries(entries);
  return { recency, byPhoto: { ...byPhoto, [photo]: { ...(byPhoto[photo] ?? nothing), ...patch } } };
}

export function dropPixels(state: PixelsState, photo: PhotoHandle): PixelsState {
  return {
    recency: state.recency.filter((other) => other !== photo),
    byPhoto: Object.fromEntries(Object.entries(state.byPhoto).filter(([key]) => key !== photo)),
  };
}

/** The pictures that the viewer draws. */
export const pixels = createStore<PixelsState>()(() => ({ byPhoto: {}, recency: [] }));

export function setPixels(photo: PhotoHandle, patch: Partial<PixelSet>): void {
  pixels.setState((state) => keepPixels(state, photo, patch));
}

export function forgetPixels(photo: PhotoHandle): void {
  pixels.setState((state) => dropPixels(state, photo));
}

export function pixelsOf(photo: PhotoHandle): PixelSet {
  return pixels.getState().byPhoto[photo] ?? nothing;
}
