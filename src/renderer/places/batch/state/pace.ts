import { createStore } from 'zustand/vanilla';
import type { Pace } from './tally';

/** Speed and time of the batch as they are shown, renewed once a second. */
export const pace = createStore<Pace>()(() => ({ speed: null, spentMs: 0, leftMs: null }));
