import { CandelaError, withoutPaths, type BatchPhoto } from '@contract';
import type { PlannedPhoto } from './BatchPlanner';
import type { JournaledPlan } from './Journals';

/** A photo that has its outcome without ever waiting. `existing`: absolute path of the file that there is in place of a result. */
export type SettledPhoto = PlannedPhoto & {
  readonly shown: Pick<BatchPhoto, 'state' | 'error' | 'reason'>;
  readonly existing: string | null;
};

export type Settled = {
  readonly photos: readonly SettledPhoto[];
  /** The same, as a journal tells it. */
  readonly journaled: Pick<JournaledPlan, 'rejected' | 'skipped'>;
};

/** Settles the photos of a plan that are neither enhanced nor copied. */
export function settleAtOnce(photos: readonly PlannedPhoto[]): Settled {
  const settled: SettledPhoto[] = [];
  const rejected: JournaledPlan['rejected'][number][] = [];
  const skipped: JournaledPlan['skipped'][number][] = [];
  for (const photo of photos) {
    const { path: input } = photo;
    const outcome = outcomeOf(photo);
    if (outcome === null) continue;
    if (outcome instanceof CandelaError) {
      const error = withoutPaths(outcome, [input]).toWire();
      settled.push({ ...photo, shown: { state: 'failed', error }, existing: null });
      rejected.push({ input, error: outcome });
    } else {
      const { existing, reason = 'exists' } = outcome;
      settled.push({ ...photo, shown: { state: 'skipped', reason }, existing });
      skipped.push(outcome);
    }
  }
  return { photos: settled, journaled: { rejected, skipped } };
}

/** Null: it waits. */
function outcomeOf({
  path: input,
  outcome,
}: PlannedPhoto): JournaledPlan['skipped'][number] | CandelaError | null {
  switch (outcome.type) {
    case 'job':
      return null;
    case 'refused':
      return outcome.error;
    case 'skipped':
      return { input, existing: outcome.existing };
    case 'left':
      return outcome.copy === null ? { input, existing: null, reason: 'wellLit' } : null;
  }
}
