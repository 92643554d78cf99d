import type { PlannedJob } from '@contract';
import type { OnPlanProgress } from '../plan/PlanProgress';
import { matchSeries, type Series, type TonesOf } from './matchSeries';

type Options = {
  readonly tonesOf: TonesOf;
  readonly signal: AbortSignal;
  readonly onProgress?: OnPlanProgress | undefined;
};

/** A series that got one brightness, and the positions of its jobs. */
export type Matched = { readonly places: readonly number[]; readonly series: Series };

/**
 * Gives the frames of each series one brightness, one series after another.
 * @param groups positions of the jobs of each series
 * @throws the signal's reason
 */
export async function matchGroups(
  jobs: readonly PlannedJob[],
  groups: readonly (readonly number[])[],
  { tonesOf, signal, onProgress }: Options,
): Promise<{ jobs: PlannedJob[]; matched: Matched[] }> {
  const total = groups.reduce((sum, places) => sum + places.length, 0);
  let done = 0;
  const counted: TonesOf = async (...asked) => {
    try {
      return await tonesOf(...asked);
    } finally {
      done += 1;
      onProgress?.({ stage: 'match', done, total });
    }
  };
  if (total > 0) onProgress?.({ stage: 'match', done, total });
  const changed = [...jobs];
  const matched: Matched[] = [];
  for (const places of groups) {
    signal.throwIfAborted();
    const frames = places.flatMap((place) => jobs[place] ?? []);
    const made = await matchSeries(frames, counted, { signal });
    for (const [index, job] of made.jobs.entries()) changed[places[index] ?? changed.length] = job;
    if (made.series !== null) matched.push({ places, series: made.series });
  }
  return { jobs: changed, matched };
}
