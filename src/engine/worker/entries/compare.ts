/** @file Worker: computes scores of a pair. FLIP of 24 megapixels takes seconds. */
import { exposureGain, runScoreTasks } from '@core';
import { compareJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(compareJob, ({ tasks, ...pair }, report) => {
  const gain = exposureGain(pair.distorted, pair.reference);
  return { scores: runScoreTasks(tasks, { ...pair, gain }, report), gain };
});
