import type { PhotoHandle, PlanProgress, UnfinishedBatch } from '@contract';
import { createStore } from 'zustand/vanilla';

type Unfinished = {
  readonly list: readonly UnfinishedBatch[];
  /** The batch that is being continued. */
  readonly opening: PhotoHandle | null;
  readonly progress: PlanProgress | null;
};

/** Batches that stopped before their end. */
export const unfinished = createStore<Unfinished>()(() => ({ list: [], opening: null, progress: null }));
