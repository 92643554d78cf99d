import { CallStage, type CallProgress } from '@contract';

/** Least time between two reports, ms. */
const pause = 100;

/** Passes at most ten reports a second, plus the first and the last of each stage. Reports never go back. */
export function throttled<P extends CallProgress>(
  onProgress: ((progress: P) => void) | undefined,
  now: () => number = () => performance.now(),
): (progress: P) => void {
  let last = -Infinity;
  let place = -1;
  let stage: P['stage'] | undefined;
  return (progress) => {
    const time = now();
    const reached = CallStage.options.indexOf(progress.stage) + progress.done / progress.total;
    const isEdge = progress.stage !== stage || progress.done === progress.total;
    const isNew = reached > place || (reached === place && progress.stage !== stage);
    if (onProgress === undefined || !isNew || (!isEdge && time - last < pause)) return;
    // The first step follows the beginning of its stage at once.
    last = progress.done === 0 ? -Infinity : time;
    place = reached;
    stage = progress.stage;
    onProgress(progress);
  };
}
