import type { ErrorKind, PairCrop } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Mends, Pairing, PictureSet } from './pairs';
import { worstFirst, type Exposure, type Outcomes, type Sort } from './rows';

export type EvaluateState = {
  readonly sets: readonly PictureSet[];
  readonly pairing: Pairing;
  readonly mends: Mends;
  /** What is done with pictures of other sizes than their truths. */
  readonly crop: PairCrop;
  /** Models and baselines that were chosen. Null: the usual ones. */
  readonly chosen: readonly string[] | null;
  readonly outcomes: Outcomes;
  /** Null while nothing is measured. */
  readonly run: { readonly done: number; readonly total: number } | null;
  /** Key of the line whose pictures are shown. */
  readonly shown: string | null;
  readonly sort: Sort;
  /** The candidate that the table is limited to. */
  readonly only: string | null;
  readonly exposure: Exposure;
  readonly kind: ErrorKind;
  /** What the held key shows. */
  readonly reference: 'low' | 'truth';
  readonly isHeld: boolean;
  /** All panes show the ground truth. */
  readonly isTruthHeld: boolean;
  /** A report is being written. */
  readonly isReporting: boolean;
};

/** What is compared, and how it is shown. */
export const evaluate = createStore<EvaluateState>()(() => ({
  sets: [],
  pairing: 'name',
  mends: {},
  crop: 'none',
  chosen: null,
  outcomes: {},
  run: null,
  shown: null,
  sort: worstFirst('psnr'),
  only: null,
  exposure: 'asIs',
  kind: 'deltaE',
  reference: 'low',
  isHeld: false,
  isTruthHeld: false,
  isReporting: false,
}));

export function setEvaluate(patch: Partial<EvaluateState>): void {
  evaluate.setState(patch);
}
