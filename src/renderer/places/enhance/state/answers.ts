import type { PhotoEntry } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../../bridge';

/** A photo to try, as it is and enhanced, as far as they are there. */
export type Sample = {
  readonly entry: PhotoEntry;
  readonly thumb: Picture | null;
  readonly enhanced: Picture | null;
};

type AnswersState = {
  /** Sample photos for the start page. */
  readonly samples: readonly Sample[];
  /** The number of photos that were open together last. */
  readonly session: number;
  /** How fast models ran here, by model and provider. */
  readonly rates: Readonly<Record<string, { megapixelsPerSecond: number; isFull: boolean }>>;
};

/** The main process's answers for the start page and the times. */
export const answers = createStore<AnswersState>()(() => ({
  samples: [],
  session: 0,
  rates: {},
}));
