import { createStore } from 'zustand/vanilla';

/** Counts up when full-size tiles that failed are worth asking for again. */
export const tileAttempt = createStore<{ readonly count: number }>()(() => ({ count: 0 }));

export function retryTiles(): void {
  tileAttempt.setState(({ count }) => ({ count: count + 1 }));
}
