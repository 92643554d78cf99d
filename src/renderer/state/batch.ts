import type {
  BatchChange,
  BatchPhoto,
  BatchPhotoState,
  BatchState,
  BatchStatus,
  Look,
  PhotoHandle,
  PlanProgress,
  SavedFile,
  SkipReason,
  WireError,
} from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Adjustments } from './look';
import { saveProgress } from './saveProgress';

/** One photo of the batch. Its settings are frozen. */
export type Job = {
  readonly state: BatchPhotoState;
  readonly adjustments: Adjustments;
  /** 0–1, null where it is not known. */
  readonly progress: number | null;
  readonly error: WireError | null;
  /** Why it was skipped. */
  readonly reason: SkipReason | null;
  readonly saved: SavedFile | null;
  /** Made before this part of the batch began, so its time does not count. */
  readonly isEarlier: boolean;
};
export type Jobs = Readonly<Record<PhotoHandle, Job>>;

/** The page's copy of the batch. The main process owns it. */
export type Batch = {
  readonly jobs: Jobs;
  /** Its photos in the order in which they are begun. */
  readonly order: readonly PhotoHandle[];
  readonly status: BatchStatus;
  /** Why it paused by itself. */
  readonly halt: WireError | null;
  /** Milliseconds at work, without pauses, until `since`. */
  readonly activeMs: number;
  /** When `activeMs` was told, on the page's clock. Null while it does not run. */
  readonly since: number | null;
  readonly watching: BatchState['watching'];
  /** So often it came to its end. */
  readonly ends: number;
  /** Nothing has run since the last end. */
  readonly isAtRest: boolean;
  /** Something changed since the last end. */
  readonly isTouched: boolean;
};

export const noBatch: Batch = {
  jobs: {},
  order: [],
  status: 'idle',
  halt: null,
  activeMs: 0,
  since: null,
  watching: null,
  ends: 0,
  isAtRest: true,
  isTouched: false,
};

export const batch = createStore<Batch>()(() => noBatch);

/** Photos whose names are being decided. Null: none. */
export type Planning = {
  readonly count: number;
  readonly progress: PlanProgress | null;
  readonly cancel: () => void;
};
export const planning = createStore<{ readonly now: Planning | null }>()(() => ({ now: null }));

/** A look of the engine as the page's sliders have it. */
export function adjustmentsOf({ inference, mix, raw }: Look): Adjustments {
  return {
    model: inference.model,
    strength: mix.strength,
    controls: inference.controls,
    finish: mix.finish,
    ...(raw && { raw }),
  };
}

/** A result that was there already took no time. */
function isOld({ state, reason, saved }: BatchPhoto): boolean {
  return reason === 'doneBefore' || (state === 'done' && saved?.totalMs === 0);
}

function jobOf(photo: BatchPhoto, before?: Job): Job {
  const { state, look, progress, error, reason, saved } = photo;
  const wasThere = isOld(photo);
  return {
    state: wasThere ? 'done' : state,
    // A photo at work changes ten times a second, and its look does not.
    adjustments:
      state === 'running' && before?.state === 'running' ? before.adjustments : adjustmentsOf(look),
    progress: progress === undefined ? null : saveProgress(progress),
    error: error ?? null,
    reason: reason ?? null,
    saved: saved ?? null,
    isEarlier: wasThere || photo.isEarlier === true,
  };
}

type Whole = Omit<BatchState, 'photos'>;

function wholeOf({ status, halt, activeMs, watching }: Whole, now: number) {
  const isAtWork = status === 'running' || status === 'pausing';
  return { status, halt: halt ?? null, activeMs, since: isAtWork ? now : null, watching };
}

/** The whole batch, as a new page gets it. @param now the page's clock */
export function batchOf(state: BatchState, now: number): Batch {
  const jobs = Object.fromEntries(state.photos.map((photo) => [photo.photo, jobOf(photo)]));
  const order = state.photos.map(({ photo }) => photo);
  return { ...noBatch, jobs, order, ...wholeOf(state, now), isAtRest: !isBegun(state.status) };
}

function isBegun(status: BatchStatus): boolean {
  return status === 'running' || status === 'pausing' || status === 'paused';
}

/** How often it ended, and whether it is at rest. A batch that is over counts its time anew when it goes on. */
function endsOf(before: Batch, { status, changed }: BatchChange) {
  const isTouched = before.isTouched || changed.length > 0;
  if (status === 'finished' && before.status !== 'finished' && isTouched)
    return { ends: before.ends + 1, isAtRest: true, isTouched: false };
  return { ends: before.ends, isAtRest: before.isAtRest && !isBegun(status), isTouched };
}

/** What was done in a time that no longer counts. */
function agedJobs(jobs: Jobs): Jobs {
  return Object.fromEntries(
    Object.entries(jobs).map(([photo, job]) => [
      photo,
      job.state === 'done' ? { ...job, isEarlier: true } : job,
    ]),
  );
}

/** The batch after an event. Jobs that did not change stay the same objects. */
export function changeBatch(before: Batch, change: BatchChange, now: number): Batch {
  const { changed, gone, order } = change;
  const ends = endsOf(before, change);
  const whole = { ...wholeOf(change, now), ...ends };
  const isFresh = before.isAtRest && !ends.isAtRest;
  if (changed.length + gone.length === 0 && order === undefined && !isFresh) return { ...before, ...whole };
  const jobs: Record<PhotoHandle, Job> = { ...(isFresh ? agedJobs(before.jobs) : before.jobs) };
  const added: PhotoHandle[] = [];
  for (const photo of changed) {
    const known = jobs[photo.photo];
    if (known === undefined) added.push(photo.photo);
    jobs[photo.photo] = jobOf(photo, known);
  }
  if (gone.length === 0)
    return {
      ...whole,
      jobs,
      order: order ?? (added.length > 0 ? [...before.order, ...added] : before.order),
    };
  const away = new Set(gone);
  return {
    ...whole,
    jobs: Object.fromEntries(Object.entries(jobs).filter(([photo]) => !away.has(photo))),
    order: order ?? [...before.order, ...added].filter((photo) => !away.has(photo)),
  };
}

/** The photos that wait, next first. */
export function queueOf({ order, jobs }: Pick<Batch, 'order' | 'jobs'>): PhotoHandle[] {
  return order.filter((photo) => jobs[photo]?.state === 'queued');
}

export function isAtWork(status: BatchStatus): boolean {
  return status === 'planning' || status === 'running' || status === 'pausing';
}

/** Whether a photo still waits or is at work. */
export function isOpen(job: Job | undefined): boolean {
  return job?.state === 'queued' || job?.state === 'running';
}
