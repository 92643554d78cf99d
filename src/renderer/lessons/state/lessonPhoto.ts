import type { PhotoEntry, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';

type LessonPhoto = {
  /** The photo that the figures show. Null: not known yet. */
  readonly entry: PhotoEntry | null;
  /** No photo is open, so it is one of the samples. */
  readonly isSample: boolean;
  readonly error: WireError | null;
};

/** The photo of the lessons: the open one, otherwise a sample. */
export const lessonPhoto = createStore<LessonPhoto>()(() => ({ entry: null, isSample: false, error: null }));
