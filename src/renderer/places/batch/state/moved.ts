import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';

type Moved = {
  /** Photos that the pointer carries. */
  readonly carried: ReadonlySet<PhotoHandle>;
  /** What the last move came to, for screen readers. */
  readonly line: string;
};

/** Waiting photos that are given another turn. */
export const moved = createStore<Moved>()(() => ({ carried: new Set(), line: '' }));
