import type { PhotoHandle } from '@contract';
import { call } from '../bridge';
import { batch } from '../state/batch';
import { isAlike } from '../state/look';
import { lookOf, looks } from '../state/looks';
import { looksOf } from './batch';
import { controlsOf } from './copySettings';
import { reportFailure } from './failures';

/** Settings reach the batch when they rest. */
const restMs = 300;

/** Photos whose looks were changed and not sent yet. */
const changed = new Set<PhotoHandle>();
let timer: ReturnType<typeof setTimeout> | null = null;
let isSending = false;

/** Whether a photo waits with another look than it has now. */
function isBehind(photo: PhotoHandle): boolean {
  const [job, look] = [batch.getState().jobs[photo], lookOf(photo)];
  if (job?.state !== 'queued' || look === undefined) return false;
  return !isAlike(job.adjustments, look, controlsOf(look));
}

/** One call after the other, so that the last look is the one that stays. */
async function send(): Promise<void> {
  timer = null;
  if (isSending) return;
  const wanted = looksOf([...changed].filter(isBehind));
  changed.clear();
  if (wanted === null) return;
  isSending = true;
  try {
    await call('batch.adjust', wanted);
  } catch (error) {
    reportFailure(error, '');
  } finally {
    isSending = false;
    if (changed.size > 0) soon();
  }
}

function soon(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void send(), restMs);
}

/** Gives photos that wait in the batch the settings that a person gives them. Returns a function that stops it. */
export function adjustWaiting(): () => void {
  const stop = looks.subscribe(({ byPhoto }, { byPhoto: before }) => {
    if (byPhoto === before) return;
    const { jobs } = batch.getState();
    for (const [photo, history] of Object.entries(byPhoto)) {
      const earlier = before[photo];
      // A look without a model is not a person's: it comes before the models are read.
      if (earlier === undefined || earlier.present === history.present || earlier.present.model === '')
        continue;
      if (jobs[photo]?.state === 'queued') changed.add(photo);
    }
    if (changed.size > 0) soon();
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
    timer = null;
    changed.clear();
  };
}
