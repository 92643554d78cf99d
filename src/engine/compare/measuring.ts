import type { CallProgress } from '@contract';

const percent = 100;

/** Progress in whole percent, each once. It receives the finished part, 0 to 1. */
export function measuring(
  onProgress: ((progress: CallProgress) => void) | undefined,
): (part: number) => void {
  let last = 0;
  return (part) => {
    const done = Math.floor(part * percent);
    if (done > last) onProgress?.({ stage: 'measure', done, total: percent });
    last = done;
  };
}
