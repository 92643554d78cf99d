import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import { redo, settle, startHistory, step, undo, type History } from '../../../state/history';
import type { Look } from '../../../state/look';

type LooksState = { readonly byPhoto: Readonly<Record<PhotoHandle, History<Look>>> };

/** The look of each open photo, with its own history. */
export const looks = createStore<LooksState>()(() => ({ byPhoto: {} }));

function update(photo: PhotoHandle, change: (history: History<Look>) => History<Look>): void {
  looks.setState(({ byPhoto }) => {
    const history = byPhoto[photo];
    return history === undefined ? { byPhoto } : { byPhoto: { ...byPhoto, [photo]: change(history) } };
  });
}

export function beginLook(photo: PhotoHandle, look: Look): void {
  looks.setState(({ byPhoto }) => ({ byPhoto: { ...byPhoto, [photo]: startHistory(look) } }));
}

/** Changes a look. Steps of one gesture are undone together. */
export function changeLook(photo: PhotoHandle, look: Look, gesture: string | null): void {
  update(photo, (history) => step(history, look, gesture));
}

export function settleLook(photo: PhotoHandle): void {
  update(photo, settle);
}

export function undoLook(photo: PhotoHandle): void {
  update(photo, undo);
}

export function redoLook(photo: PhotoHandle): void {
  update(photo, redo);
}

/** Gives a photo the look and history of another. */
export function copyLook(from: PhotoHandle, to: PhotoHandle): void {
  looks.setState(({ byPhoto }) => {
    const history = byPhoto[from];
    return history === undefined ? { byPhoto } : { byPhoto: { ...byPhoto, [to]: history } };
  });
}

export function forgetLook(photo: PhotoHandle): void {
  looks.setState(({ byPhoto }) => ({
    byPhoto: Object.fromEntries(Object.entries(byPhoto).filter(([key]) => key !== photo)),
  }));
}

export function lookOf(photo: PhotoHandle): Look | undefined {
  return looks.getState().byPhoto[photo]?.present;
}
