import type { Explanation, PhotoHandle, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../../bridge';

/** An explanation with its loaded pictures, by image handle. */
export type Explained = {
  readonly explanation: Explanation;
  readonly pictures: ReadonlyMap<string, Picture>;
};

type ExplanationState = {
  /** Photo and settings that `value` belongs to or is being made for. */
  readonly photo: PhotoHandle | null;
  readonly key: string;
  readonly value: Explained | null;
  readonly error: WireError | null;
};

/** What the network did with the shown photo, step by step. */
export const explanation = createStore<ExplanationState>()(() => ({
  photo: null,
  key: '',
  value: null,
  error: null,
}));
