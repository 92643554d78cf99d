/** @file Worker: computes scores of a pair. FLIP of 24 megapixels takes seconds. */
import { effortOf, exposureGain, runScoreTask } from '@core';
import { compareJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(compareJob, ({ tasks, ...pair }, report) => {
  const gain = exposureGain(pair.distorted, pair.reference);
  const whole = tasks.reduce((sum, task) => sum + effortOf(task), 0);
  let before = 0;
  const parts = tasks.map((task) => {
    const scores = runScoreTask(task, { ...pair, gain }, (done) => {
      report((before + done * effortOf(task)) / whole);
    });
    before += effortOf(task);
    return scores;
  });
  return { scores: Object.assign({}, ...parts) as (typeof parts)[number], gain };
});
