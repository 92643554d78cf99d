import type { BatchPhotoState, PhotoHandle } from '@contract';
import type { Batch, Job, Jobs } from '../../../state/batch';

export type Tally = Readonly<Record<BatchPhotoState, number>> & {
  /** Photos of the batch, without those that were given up. */
  readonly all: number;
  /** Photos that are over: done, skipped or failed. */
  readonly over: number;
  /** Skipped photos that are bright enough. */
  readonly wellLit: number;
  /** 0–1, running photos by their own progress. */
  readonly share: number;
};

const known = new WeakMap<Jobs, Tally>();

/** Several views ask for the same batch, and thousands of photos are counted once for all of them. */
export function tallyOf(jobs: Jobs): Tally {
  const before = known.get(jobs);
  if (before !== undefined) return before;
  const tally = count(jobs);
  known.set(jobs, tally);
  return tally;
}

function count(jobs: Jobs): Tally {
  const counts = { queued: 0, running: 0, done: 0, skipped: 0, failed: 0, cancelled: 0 };
  let [begun, wellLit] = [0, 0];
  for (const { state, progress, reason } of Object.values(jobs)) {
    counts[state] += 1;
    if (state === 'running') begun += progress ?? 0;
    if (reason === 'wellLit' || reason === 'copied') wellLit += 1;
  }
  const over = counts.done + counts.skipped + counts.failed;
  const all = over + counts.queued + counts.running;
  return { ...counts, all, over, wellLit, share: all === 0 ? 0 : (over + begun) / all };
}

export type Pace = {
  /** Megapixels of results a second of work. Null before the first result. */
  readonly speed: number | null;
  readonly spentMs: number;
  readonly leftMs: number | null;
};

/** Megapixels of a photo. Null while it was not read. */
export type SizeOf = (photo: PhotoHandle) => number | null;

/** What a photo costs besides its pixels, in megapixels' worth of time: it is opened, and its result is checked and put in place. */
const eachCosts = 0.5;

type Sums = { photos: number; megapixels: number };

function add(sums: Sums, megapixels: number, share = 1): void {
  sums.photos += share;
  sums.megapixels += megapixels * share;
}

function costOf({ photos, megapixels }: Sums): number {
  return megapixels + eachCosts * photos;
}

/** A photo that was not read yet counts like the mean of the others. */
function meanOf(jobs: Jobs, sizeOf: SizeOf): number {
  const sums = { photos: 0, megapixels: 0 };
  for (const photo of Object.keys(jobs)) {
    const size = sizeOf(photo);
    if (size !== null) add(sums, size);
  }
  return sums.photos === 0 ? 0 : sums.megapixels / sums.photos;
}

/** The share of a job that was worked off in the time that counts. */
function doneShare({ state, progress, isEarlier }: Job): number {
  if (state === 'done') return isEarlier ? 0 : 1;
  return state === 'running' ? (progress ?? 0) : 0;
}

/** Speed and the time that is left, from what was done so far. Pauses do not count. */
export function paceOf(
  { jobs, activeMs, since }: Pick<Batch, 'jobs' | 'activeMs' | 'since'>,
  now: number,
  sizeOf: SizeOf,
): Pace {
  const spentMs = activeMs + (since === null ? 0 : Math.max(0, now - since));
  const mean = meanOf(jobs, sizeOf);
  const [made, left] = [
    { photos: 0, megapixels: 0 },
    { photos: 0, megapixels: 0 },
  ];
  let results = 0;
  for (const [photo, job] of Object.entries(jobs)) {
    const size = sizeOf(photo) ?? mean;
    const share = doneShare(job);
    if (job.state === 'done' && share > 0) results += 1;
    add(made, size, share);
    if (job.state === 'queued' || job.state === 'running') add(left, size, 1 - share);
  }
  if (results === 0 || spentMs <= 0) return { speed: null, spentMs, leftMs: null };
  return {
    speed: (made.megapixels * 1000) / spentMs,
    spentMs,
    leftMs: (costOf(left) * spentMs) / costOf(made),
  };
}

/** A correction of the time left is shown little by little over about this time. */
const settleMs = 12_000;
/** A change by more than this share has a reason, such as photos that were added. It is shown at once. */
const leap = 0.4;

/** The time left as it is shown: it counts down, and corrections flow in. The clock is the time at work. */
export function settled(before: Pace, { speed, spentMs, leftMs }: Pace): Pace {
  if (before.leftMs === null || leftMs === null) return { speed, spentMs, leftMs };
  const passed = spentMs - before.spentMs;
  const expected = Math.max(0, before.leftMs - passed);
  if (passed < 0 || Math.abs(leftMs - expected) > leap * Math.max(leftMs, expected))
    return { speed, spentMs, leftMs };
  const share = 1 - Math.exp(-passed / settleMs);
  return { speed, spentMs, leftMs: expected + (leftMs - expected) * share };
}
