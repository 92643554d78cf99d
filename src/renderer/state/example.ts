import type { WireError } from '@contract';
import { createStore } from 'zustand/vanilla';

/** Name and folder of a result with the present choices of the export. */
export const example = createStore<{
  readonly name: string;
  readonly folder: string;
  readonly error: WireError | null;
}>()(() => ({ name: '', folder: '', error: null }));
