import type { ExportChoices, Look, PhotoHandle, SavedFile, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Adjustments } from '../../../state/look';

/** What becomes of a photo in the run. Skipped: its name was taken, and it was to be left out then. */
export type JobState = 'waiting' | 'working' | 'done' | 'skipped' | 'failed';

/** One photo in the run. Its settings are frozen when it is queued. */
export type Job = {
  readonly state: JobState;
  readonly adjustments: Adjustments;
  readonly look: Look;
  readonly choices: ExportChoices;
  /** 0–1, null where it is not known. */
  readonly progress: number | null;
  readonly error: WireError | null;
  readonly saved: SavedFile | null;
  /** Null until the photo was read. */
  readonly megapixels: number | null;
};

export type RunStatus = 'idle' | 'running' | 'paused' | 'finished';

export type RunState = {
  readonly jobs: Readonly<Record<PhotoHandle, Job>>;
  /** The photos that wait, next first. */
  readonly queue: readonly PhotoHandle[];
  readonly status: RunStatus;
  /** Why the run paused by itself. */
  readonly halt: WireError | null;
  /** Milliseconds at work, without pauses, until `since`. */
  readonly activeMs: number;
  /** When the run went on last, on the page's clock. Null while it does not run. */
  readonly since: number | null;
};

export const idleRun: RunState = {
  jobs: {},
  queue: [],
  status: 'idle',
  halt: null,
  activeMs: 0,
  since: null,
};

/** The run over the photos of the set. */
export const run = createStore<RunState>()(() => idleRun);

export type NewJob = Pick<Job, 'adjustments' | 'look' | 'choices' | 'megapixels'>;

/** Puts photos at the end of the queue. One that works or waits stays where it is. */
export function queueJobs(state: RunState, added: ReadonlyMap<PhotoHandle, NewJob>): RunState {
  const jobs = { ...state.jobs };
  const queue = [...state.queue];
  for (const [photo, job] of added) {
    const before = jobs[photo]?.state;
    if (before === 'waiting' || before === 'working') continue;
    jobs[photo] = { ...job, state: 'waiting', progress: null, error: null, saved: null };
    queue.push(photo);
  }
  return { ...state, jobs, queue };
}

/** Takes the next photo. Null if none waits. */
export function nextJob(state: RunState): { photo: PhotoHandle; state: RunState } | null {
  const [photo, ...queue] = state.queue;
  if (photo === undefined) return null;
  return { photo, state: patchJob({ ...state, queue }, photo, { state: 'working' }) };
}

export function patchJob(state: RunState, photo: PhotoHandle, patch: Partial<Job>): RunState {
  const job = state.jobs[photo];
  return job === undefined ? state : { ...state, jobs: { ...state.jobs, [photo]: { ...job, ...patch } } };
}

/** Takes photos out of the run, whatever became of them. */
export function dropJobs(state: RunState, dropped: readonly PhotoHandle[]): RunState {
  const gone = new Set(dropped);
  return {
    ...state,
    jobs: Object.fromEntries(Object.entries(state.jobs).filter(([photo]) => !gone.has(photo))),
    queue: state.queue.filter((photo) => !gone.has(photo)),
  };
}

/** A photo that could not be written for want of a disk waits again, before all others. */
export function putBack(state: RunState, photo: PhotoHandle): RunState {
  return { ...patchJob(state, photo, { state: 'waiting', progress: null }), queue: [photo, ...state.queue] };
}

/** Starts or stops the clock together with the status. */
export function setStatus(state: RunState, status: RunStatus, now: number): RunState {
  const past = state.since === null ? 0 : now - state.since;
  return { ...state, status, activeMs: state.activeMs + past, since: status === 'running' ? now : null };
}
