import { createStore } from 'zustand/vanilla';
import type { ZoomState } from '../../../viewer';

export type Point = { readonly x: number; readonly y: number };

/** What changes with each move of the hand. `pointer` is the pixel under it. */
export const view = createStore<{ readonly zoom: ZoomState; readonly pointer: Point | null }>()(() => ({
  zoom: { kind: 'fit' },
  pointer: null,
}));
