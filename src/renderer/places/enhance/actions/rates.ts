import type { CallProgress, InferenceSettings, PhotoSummary } from '@contract';
import { answers } from '../state/answers';

/** Fewer tiles, or less time in milliseconds, tell nothing of a rate. */
const leastTiles = 3;
const leastMs = 200;

/**
 * Watches the tiles of a run and works out how many megapixels of the photo are done in a second. The time until the first tile is
 * left out: it loads the model, and a large photo pays for that only once, too.
 */
export function rateMeter(megapixels: number, now: () => number = () => performance.now()) {
  let first: { done: number; at: number } | null = null;
  return (progress: Pick<CallProgress, 'stage' | 'done' | 'total'>): number | null => {
    if (progress.stage !== 'inference' || progress.total === 0) return null;
    first ??= { done: progress.done, at: now() };
    const [tiles, ms] = [progress.done - first.done, now() - first.at];
    if (tiles < leastTiles || ms < leastMs) return null;
    return ((tiles / progress.total) * megapixels * 1000) / ms;
  };
}

function keyOf({ model, provider }: InferenceSettings): string {
  return `${model} ${provider}`;
}

/** Keeps the rate of a run. What a full-size run told is not replaced by a draft's. */
export function keepRate(inference: InferenceSettings, megapixelsPerSecond: number, isFull: boolean): void {
  answers.setState(({ rates }) => {
    const key = keyOf(inference);
    if (!isFull && rates[key]?.isFull === true) return { rates };
    return { rates: { ...rates, [key]: { megapixelsPerSecond, isFull } } };
  });
}

type Run = { inference: InferenceSettings; summary: PhotoSummary | undefined; size: number | null };

/** Hears the progress of a run and keeps its rate. `size` is the long edge of a draft; null means full size. */
export function watchRate({ inference, summary, size }: Run): (progress: CallProgress) => void {
  const { width, height } = summary ?? { width: 0, height: 0 };
  const scale = size === null ? 1 : Math.min(1, size / Math.max(width, height, 1));
  const meter = rateMeter((width * height * scale * scale) / 1e6);
  return (progress) => {
    const rate = meter(progress);
    if (rate !== null && rate > 0) keepRate(inference, rate, size === null);
  };
}

/** Seconds that the network takes for a photo at full size; null while nothing was measured. */
export function secondsFor(
  rates: ReturnType<typeof answers.getState>['rates'],
  inference: InferenceSettings,
  { width, height }: { width: number; height: number },
): number | null {
  const rate = rates[keyOf(inference)];
  return rate === undefined ? null : (width * height) / 1e6 / rate.megapixelsPerSecond;
}
