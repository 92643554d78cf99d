import type { BatchChoices } from '@contract';
import { createStore } from 'zustand/vanilla';

type Choices = {
  readonly isOnlyDark: boolean;
  /** Median luma up to which a photo is dark, 0 to 1. */
  readonly darkness: number;
  readonly copyRest: boolean;
  readonly series: boolean;
};

/** What is chosen for the next batch. */
export const choices = createStore<Choices>()(() => ({
  isOnlyDark: false,
  darkness: 0.25,
  copyRest: false,
  series: false,
}));

export function setChoices(patch: Partial<Choices>): void {
  choices.setState(patch);
}

export function batchChoices({ isOnlyDark, darkness, copyRest, series }: Choices): BatchChoices {
  return { ...(isOnlyDark && { onlyDark: darkness }), copyRest: isOnlyDark && copyRest, series };
}
