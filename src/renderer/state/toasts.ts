import type { CallOutput } from '@contract';
import { createStore } from 'zustand/vanilla';

export type Saved = CallOutput<'save.write'>;

export type Toast = { readonly id: number } & (
  | { readonly kind: 'note'; readonly message: string; readonly undo?: () => void }
  | { readonly kind: 'error'; readonly message: string; readonly action: string }
  | {
      readonly kind: 'saving';
      readonly message: string;
      /** 0–1, null while it is not known. */
      readonly progress: number | null;
      readonly cancel: () => void;
    }
  | { readonly kind: 'saved'; readonly saved: Saved; readonly onUndone: () => void }
  | {
      /** How a run over several photos ended. */
      readonly kind: 'summary';
      readonly message: string;
      /** What went wrong, a line a photo. */
      readonly lines: readonly string[];
      /** The result to be shown in its folder. */
      readonly saved: Saved | null;
      readonly undo?: () => void;
    }
);
type NewToast = Toast extends infer T ? (T extends { id: number } ? Omit<T, 'id'> : never) : never;

type ToastsState = { readonly list: readonly Toast[]; readonly last: number };

const most = 4;

/** Adds a message at the end. Beyond four, the oldest finished one is removed. */
export function pushToast({ list, last }: ToastsState, toast: NewToast): ToastsState {
  const id = last + 1;
  const all = [...list, { ...toast, id }];
  const oldest = all.length > most ? all.find(({ kind }) => kind !== 'saving') : undefined;
  return { list: all.filter((entry) => entry !== oldest), last: id };
}

/** Messages at the foot of the window, saves among them. */
export const toasts = createStore<ToastsState>()(() => ({ list: [], last: 0 }));

export function addToast(toast: NewToast): number {
  toasts.setState((state) => pushToast(state, toast));
  return toasts.getState().last;
}

export function replaceToast(id: number, toast: NewToast): void {
  toasts.setState(({ list }) => ({
    list: list.map((entry) => (entry.id === id ? { ...toast, id } : entry)),
  }));
}

export function dropToast(id: number): void {
  toasts.setState(({ list }) => ({ list: list.filter((entry) => entry.id !== id) }));
}

/** Removes old failures when something new begins, so they do not cover it. */
export function dropErrorToasts(): void {
  toasts.setState(({ list }) => ({ list: list.filter(({ kind }) => kind !== 'error') }));
}
