import type { Job, JobState, RunState } from './run';

export type Tally = Readonly<Record<JobState, number>> & {
  readonly all: number;
  /** Photos that are over: done, skipped or failed. */
  readonly over: number;
  /** 0–1, running photos by their own progress. */
  readonly share: number;
};

export function tallyOf(jobs: RunState['jobs']): Tally {
  const counts = { waiting: 0, working: 0, done: 0, skipped: 0, failed: 0 };
  let running = 0;
  for (const { state, progress } of Object.values(jobs)) {
    counts[state] += 1;
    if (state === 'working') running += progress ?? 0;
  }
  const { waiting, working, done, skipped, failed } = counts;
  const over = done + skipped + failed;
  const all = over + waiting + working;
  return { ...counts, all, over, share: all === 0 ? 0 : (over + running) / all };
}

export type Pace = {
  /** Megapixels of results a second of work. Null before the first result. */
  readonly speed: number | null;
  readonly spentMs: number;
  readonly leftMs: number | null;
};

/** A photo that was not read yet counts like the mean of the others. */
function megapixelsOf(jobs: readonly Job[], mean: number): number {
  return jobs.reduce((sum, { megapixels }) => sum + (megapixels ?? mean), 0);
}

/** Speed and the time that is left, from what this run did so far. Waiting time does not count. */
export function paceOf({ jobs, activeMs, since }: RunState, now: number): Pace {
  const spentMs = activeMs + (since === null ? 0 : now - since);
  const all = Object.values(jobs);
  const known = all.flatMap(({ megapixels }) => (megapixels === null ? [] : [megapixels]));
  const mean = known.length === 0 ? 0 : known.reduce((sum, one) => sum + one, 0) / known.length;
  const done = all.filter(({ state }) => state === 'done');
  const working = all.filter(({ state }) => state === 'working');
  const begun = working.reduce(
    (sum, { megapixels, progress }) => sum + (megapixels ?? mean) * (progress ?? 0),
    0,
  );
  const made = megapixelsOf(done, mean) + begun;
  if (done.length === 0 || spentMs <= 0) return { speed: null, spentMs, leftMs: null };
  const left =
    megapixelsOf(
      all.filter(({ state }) => state === 'waiting' || state === 'working'),
      mean,
    ) - begun;
  const speed = (made * 1000) / spentMs;
  return { speed, spentMs, leftMs: speed > 0 ? (left * 1000) / speed : null };
}
