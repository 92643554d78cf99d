import type { Progress, Stage } from '@contract';

/** Least time between two reports, ms. */
const pause = 100;

const stages: readonly Stage[] = ['decode', 'inference', 'encode'];

/** Passes on at most ten reports a second, besides the first and the last of each stage; never one that goes back. */
export function throttled(
  onProgress: ((progress: Progress) => void) | undefined,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let last = -Infinity;
  let place = -1;
  let stage: Stage | undefined;
  return (progress) => {
    const time = now();
    const reached = stages.indexOf(progress.stage) + progress.done / progress.total;
    const isEdge = progress.stage !== stage || progress.done === progress.total;
    if (onProgress === undefined || reached <= place || (!isEdge && time - last < pause)) return;
    last = time;
    place = reached;
    stage = progress.stage;
    onProgress(progress);
  };
}
