import { createStore } from 'zustand/vanilla';

/** The dialog that stands over the window, which can neither be seen through nor be reached behind it; null where none does. */
export const dialog = createStore<{ readonly element: HTMLDialogElement | null }>()(() => ({
  element: null,
}));
