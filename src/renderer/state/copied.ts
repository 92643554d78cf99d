import { createStore } from 'zustand/vanilla';
import type { Adjustments } from './look';

/** The parts of a look that can be copied by themselves: the model, its sliders by their ids, and how a raw is developed. */
export type LookPart = string;

export const modelPart: LookPart = 'model';
export const rawPart: LookPart = 'raw';

type CopiedState = {
  /** The copied look. Null: nothing was copied yet. */
  readonly look: Adjustments | null;
  readonly parts: readonly LookPart[];
  /** What a person left out last, which stays left out the next time. */
  readonly leftOut: readonly LookPart[];
};

/** Settings that were copied from a photo, to be pasted on others. */
export const copied = createStore<CopiedState>()(() => ({ look: null, parts: [], leftOut: [] }));
