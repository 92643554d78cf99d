import type { PhotoEntry, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../../bridge';

type AnswersState = {
  /** The photos to try, before the first own one. */
  readonly samples: readonly { entry: PhotoEntry; thumb: Picture | null }[];
  /** What the result would be called with the present choices, and where it would lie. */
  readonly example: { readonly name: string; readonly folder: string; readonly error: WireError | null };
};

/** What the main process said to questions of the start page and of the export sheet. */
export const answers = createStore<AnswersState>()(() => ({
  samples: [],
  example: { name: '', folder: '', error: null },
}));
