import type { BatchChoices, PhotoHandle } from '@contract';
import { cancelBatch, pauseBatch, resumeBatch, startBatch } from '../../../actions/batch';
import { batchChoices } from '../../../actions/batchChoices';
import { reportFailure } from '../../../actions/failures';
import { batch, isOpen, planning, type Jobs } from '../../../state/batch';
import { mayEnhance, photos, type PhotosState } from '../../../state/photos';
import { setBatchView } from '../state/view';

/** The photos of the set that a batch takes by itself: what can be enhanced, is not rejected, and is not in it yet or was given up. */
export function pendingOf({ order, byId }: Pick<PhotosState, 'order' | 'byId'>, jobs: Jobs): PhotoHandle[] {
  return order.filter((photo) => {
    const view = byId[photo];
    const state = jobs[photo]?.state;
    if (view === undefined || view.marks.isRejected || !mayEnhance(view)) return false;
    return state === undefined || state === 'cancelled';
  });
}

/** Enhances photos with their present settings. One that was done or failed is done again. */
export function runPhotos(wanted: readonly PhotoHandle[], chosen: BatchChoices = batchChoices()): void {
  const { byId } = photos.getState();
  const { jobs } = batch.getState();
  const added = wanted.filter((photo) => byId[photo] !== undefined && jobs[photo]?.state !== 'running');
  if (added.length > 0 && planning.getState().now === null) void start(added, chosen);
}

async function start(wanted: readonly PhotoHandle[], chosen: BatchChoices): Promise<void> {
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort();
  };
  planning.setState({ now: { count: wanted.length, progress: null, cancel } });
  try {
    await startBatch(wanted, chosen, {
      signal: controller.signal,
      onProgress: (progress) => {
        planning.setState({ now: { count: wanted.length, progress, cancel } });
      },
    });
  } catch (error) {
    reportFailure(error, '');
  } finally {
    planning.setState({ now: null });
  }
}

export function togglePause(): void {
  const { status } = batch.getState();
  if (status === 'running') pauseBatch();
  else if (status === 'paused' || status === 'pausing') resumeBatch();
}

/** Ends the batch. What is saved stays. */
export function cancelRun(): void {
  cancelBatch();
}

/** The message about a batch that is over goes away. */
export function dismissRun(): void {
  setBatchView({ dismissed: batch.getState().ends });
}

/** Photos that are over can be run again. */
export function isOver(photo: PhotoHandle): boolean {
  return !isOpen(batch.getState().jobs[photo]);
}
