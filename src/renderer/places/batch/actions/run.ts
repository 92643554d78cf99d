import { isAbort, type PhotoHandle, type WireError } from '@contract';
import { failureOf } from '../../../actions/failures';
import { saveProgress } from '../../../actions/saves';
import { currentLook, engineLook } from '../../../actions/settings';
import { call } from '../../../bridge';
import { addSave, mayEnhance, photos, type PhotosState } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import {
  dropJobs,
  idleRun,
  nextJob,
  patchJob,
  putBack,
  queueJobs,
  run,
  setStatus,
  type NewJob,
  type RunState,
} from '../state/run';

/** Enough for one photo to be read and another to be written while a third is in the network. */
const atOnce = 3;
/** What ends no photo but the run: every other photo would fail the same way. */
const halting: ReadonlySet<string> = new Set(['output.noSpace', 'output.notWritable', 'output.notAFolder']);

const controllers = new Map<PhotoHandle, AbortController>();
let working = 0;

function now(): number {
  return performance.now();
}

function change(make: (state: RunState) => RunState): void {
  run.setState(make(run.getState()), true);
}

/** The photos of the set that the run would take by itself: what can be enhanced, is not rejected, and is not in it. */
export function pendingOf({ order, byId }: PhotosState, jobs: RunState['jobs']): PhotoHandle[] {
  return order.filter((photo) => {
    const view = byId[photo];
    return view !== undefined && mayEnhance(view) && !view.marks.isRejected && jobs[photo] === undefined;
  });
}

/** Queues photos with their present settings, and starts the run. One that was done or failed is run again. */
export function runPhotos(wanted: readonly PhotoHandle[]): void {
  const { byId } = photos.getState();
  const choices = preferences.getState().exportChoices;
  const added = new Map<PhotoHandle, NewJob>();
  for (const photo of wanted) {
    const view = byId[photo];
    if (view === undefined || !mayEnhance(view)) continue;
    const { width = 0, height = 0 } = view.entry.summary ?? {};
    const megapixels = width === 0 ? null : (width * height) / 1e6;
    added.set(photo, { adjustments: currentLook(photo), look: engineLook(photo), choices, megapixels });
  }
  if (added.size === 0) return;
  // A run that is over is told no longer once another begins; its results stay where they are.
  change((state) => {
    const next = queueJobs(state, added);
    return state.status === 'running' || state.status === 'paused' ? next : freshClock(next);
  });
  if (run.getState().status !== 'paused') resumeRun();
}

function freshClock(state: RunState): RunState {
  return { ...state, activeMs: 0, since: null, halt: null };
}

export function resumeRun(): void {
  change((state) => ({ ...setStatus(state, 'running', now()), halt: null }));
  fillUp();
}

/** No other photo is begun. Those at work are finished. */
export function pauseRun(halt: WireError | null = null): void {
  if (run.getState().status !== 'running') return;
  change((state) => ({ ...setStatus(state, 'paused', now()), halt }));
}

export function togglePause(): void {
  const { status } = run.getState();
  if (status === 'running') pauseRun();
  else if (status === 'paused') resumeRun();
}

/** Ends the run. What is saved stays; what waits or works is taken out of it. */
export function cancelRun(): void {
  const { jobs } = run.getState();
  const open = Object.entries(jobs).flatMap(([photo, { state }]) =>
    state === 'waiting' || state === 'working' ? [photo] : [],
  );
  change((state) => setStatus({ ...dropJobs(state, open), halt: null }, 'finished', now()));
  for (const photo of open) controllers.get(photo)?.abort();
}

/** Takes photos out of the run. Their files and results stay. */
export function removeJobs(removed: readonly PhotoHandle[]): void {
  change((state) => dropJobs(state, removed));
  for (const photo of removed) controllers.get(photo)?.abort();
  endIfDone();
}

/** The message about a run that is over goes away, and every photo can be run anew. */
export function dismissRun(): void {
  if (run.getState().status === 'finished') change((state) => ({ ...state, status: 'idle' }));
}

function fillUp(): void {
  while (working < atOnce && run.getState().status === 'running') {
    const next = nextJob(run.getState());
    if (next === null) break;
    run.setState(next.state, true);
    void work(next.photo);
  }
  endIfDone();
}

function endIfDone(): void {
  const { status, queue, jobs } = run.getState();
  if (status !== 'running' || queue.length > 0 || working > 0) return;
  const isEmpty = Object.keys(jobs).length === 0;
  change((state) => (isEmpty ? idleRun : setStatus(state, 'finished', now())));
}

async function work(photo: PhotoHandle): Promise<void> {
  const job = run.getState().jobs[photo];
  if (job === undefined) return;
  working += 1;
  const controller = new AbortController();
  controllers.set(photo, controller);
  const { signal } = controller;
  const told = (patch: Parameters<typeof patchJob>[2]): void => {
    // A photo that was taken out and queued again belongs to another attempt.
    if (controllers.get(photo) === controller) change((state) => patchJob(state, photo, patch));
  };
  try {
    const { look, choices, adjustments } = job;
    const saved = await call(
      'save.write',
      { photo, look, choices },
      {
        signal,
        onProgress: (step) => {
          told({ progress: saveProgress(step) });
        },
      },
    );
    if (saved.name !== null) addSave(photo, { save: saved.save, look: adjustments });
    told({ state: saved.name === null ? 'skipped' : 'done', progress: null, saved });
  } catch (error) {
    if (!isAbort(error)) fail(photo, error, told);
  }
  if (controllers.get(photo) === controller) controllers.delete(photo);
  working -= 1;
  fillUp();
}

function fail(
  photo: PhotoHandle,
  error: unknown,
  told: (patch: Parameters<typeof patchJob>[2]) => void,
): void {
  const wire = failureOf(error, photos.getState().byId[photo]?.entry.name ?? '');
  if (wire === null) return;
  if (!halting.has(wire.code)) {
    told({ state: 'failed', progress: null, error: wire });
    return;
  }
  change((state) => (state.jobs[photo] === undefined ? state : putBack(state, photo)));
  pauseRun(wire);
}

/** A photo was read meanwhile, so its size counts from now on. Closed ones leave the run. */
export function followPhotos(): () => void {
  return photos.subscribe(({ byId, order }, before) => {
    const { jobs } = run.getState();
    if (order !== before.order) {
      const gone = Object.keys(jobs).filter((photo) => byId[photo] === undefined);
      if (gone.length > 0) removeJobs(gone);
    }
    const read = Object.entries(jobs).filter(
      ([photo, { megapixels }]) => megapixels === null && byId[photo]?.entry.summary !== undefined,
    );
    if (read.length === 0) return;
    change((state) =>
      read.reduce((next, [photo]) => {
        const { width = 0, height = 0 } = byId[photo]?.entry.summary ?? {};
        return patchJob(next, photo, { megapixels: (width * height) / 1e6 });
      }, state),
    );
  });
}
