/** @file Worker: enhances a picture without a network. */
import { applyBaseline } from '@core';
import { baselineJob } from '../jobs';
import { serveJob } from '../serveJob';

void serveJob(baselineJob, ({ baseline, raster }) => {
  const start = performance.now();
  const { data } = applyBaseline(baseline, raster);
  return { data, ms: performance.now() - start };
});
