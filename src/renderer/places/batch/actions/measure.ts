import type { PhotoHandle } from '@contract';
import { reportFailure } from '../../../actions/failures';
import { call } from '../../../bridge';
import { openPhoto } from '../../../state/photos';
import { measured } from '../state/measured';

/** So many photos are measured with one call. The histogram grows with each. */
const atOnce = 12;

let running: AbortController | null = null;

/** Measures how dark photos are, each of them once. */
export function measure(wanted: readonly PhotoHandle[]): void {
  running?.abort();
  const { medians } = measured.getState();
  const left = wanted.filter((photo) => medians[photo] === undefined);
  if (left.length === 0) return;
  running = new AbortController();
  void measureAll(left, running.signal);
}

export function stopMeasuring(): void {
  running?.abort();
  running = null;
}

async function measureAll(wanted: readonly PhotoHandle[], signal: AbortSignal): Promise<void> {
  measured.setState({ isRunning: true });
  try {
    for (let at = 0; at < wanted.length; at += atOnce) {
      const photos = wanted.slice(at, at + atOnce).filter((photo) => openPhoto(photo) !== null);
      if (photos.length === 0) continue;
      const answers = await call('batch.measure', { photos }, { signal });
      const added = Object.fromEntries(answers.map(({ photo, median }) => [photo, median]));
      measured.setState(({ medians }) => ({ medians: { ...medians, ...added } }));
    }
  } catch (error) {
    reportFailure(error, '');
  } finally {
    // A newer measurement goes on.
    if (running?.signal === signal || running === null) measured.setState({ isRunning: false });
  }
}

/** Photos were closed. */
export function forgetMeasured(photos: readonly PhotoHandle[]): void {
  const gone = new Set(photos);
  measured.setState(({ medians }) => ({
    medians: Object.fromEntries(Object.entries(medians).filter(([photo]) => !gone.has(photo))),
  }));
}
