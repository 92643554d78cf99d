import type { AppEvent, PhotoHandle } from '@contract';
import { call } from '../bridge';
import { batch, batchOf, changeBatch, type Jobs } from '../state/batch';
import { isAlike, type Adjustments } from '../state/look';
import { changeLooks, looks } from '../state/looks';
import { addSaves, photos, remake, type SavedLook } from '../state/photos';
import { controlsOf } from './copySettings';
import { inBackground } from './failures';

/** Events that came before the whole batch are part of it. */
let isRead = false;
/** Saves that were passed on to their photos. One that is undone does not come back. */
const noted = new Set<string>();
/** Photos of a continued batch, until they have its settings. */
const awaited = new Set<PhotoHandle>();

/** Takes an event about the batch. */
export function hearBatch(change: Extract<AppEvent, { kind: 'batch' }>): void {
  if (!isRead) return;
  const before = batch.getState().jobs;
  batch.setState(changeBatch(batch.getState(), change, performance.now()), true);
  const changed = change.changed.map(({ photo }) => photo);
  noteSaves(changed);
  takeLooks(changed.filter((photo) => before[photo] === undefined));
}

/** A result of a photo in the batch belongs to the photo, too. */
function noteSaves(handles: readonly PhotoHandle[]): void {
  const { byId } = photos.getState();
  const { jobs } = batch.getState();
  const added = new Map<PhotoHandle, SavedLook>();
  for (const photo of handles) {
    const job = jobs[photo];
    const saved = job?.state === 'done' ? job.saved : null;
    if (job === undefined || saved === null || noted.has(saved.save) || byId[photo] === undefined) continue;
    noted.add(saved.save);
    added.set(photo, { save: saved.save, look: job.adjustments });
  }
  if (added.size > 0) addSaves(added);
}

/** Photos that came with the batch get its settings: those of a continued one always, others unless a person set something. */
function takeLooks(handles: readonly PhotoHandle[]): void {
  const { jobs } = batch.getState();
  const { byPhoto } = looks.getState();
  const taken = new Map<PhotoHandle, Adjustments>();
  for (const photo of handles) {
    const [job, history] = [jobs[photo], byPhoto[photo]];
    if (job === undefined || history === undefined) continue;
    const isAwaited = awaited.delete(photo);
    if (!isAwaited && history.past.length > 0) continue;
    if (!isAlike(history.present, job.adjustments, controlsOf(job.adjustments)))
      taken.set(photo, job.adjustments);
  }
  if (taken.size === 0) return;
  changeLooks(taken);
  for (const photo of taken.keys()) remake(photo);
}

/** Gives photos of a continued batch its settings, as soon as they are known. */
export function takeLooksOf(continued: readonly PhotoHandle[]): void {
  for (const photo of continued) awaited.add(photo);
  takeLooks(continued);
}

/** Photos that were closed leave the batch. */
function dropClosed(
  open: Readonly<Record<PhotoHandle, unknown>>,
  before: readonly PhotoHandle[],
  jobs: Jobs,
) {
  const gone = before.filter((photo) => open[photo] === undefined && jobs[photo] !== undefined);
  if (gone.length > 0) inBackground(call('batch.remove', { photos: gone }), '');
}

async function readBatch(): Promise<void> {
  const state = await call('batch.state', {});
  isRead = true;
  batch.setState(batchOf(state, performance.now()), true);
  noteSaves(state.photos.map(({ photo }) => photo));
}

/** Keeps the page's copy of the batch, from its start on. Returns a function that stops it. */
export function followBatch(): () => void {
  inBackground(readBatch(), '');
  const stop = photos.subscribe(({ order, byId }, before) => {
    if (order === before.order) return;
    const { jobs } = batch.getState();
    dropClosed(byId, before.order, jobs);
    const fresh = order.filter((photo) => before.byId[photo] === undefined && jobs[photo] !== undefined);
    noteSaves(fresh);
    if (awaited.size > 0) takeLooks(fresh.filter((photo) => awaited.has(photo)));
  });
  return () => {
    stop();
    isRead = false;
  };
}
