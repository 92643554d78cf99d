import type { PairScore, Score, Scores } from '@contract';
import type { Raster } from '../raster';
import { exposureGain } from './exposureGain';
import { metricRow } from './metricTable';
import { silent, type Report } from './samples';
import { effortOf, runScoreTask, scoreTasks } from './scoring';
import { ssimWindow } from './structure';

/** The measures that Enhance shows, and their names when the exposures are matched. */
const shown = [
  { id: 'psnr', matched: 'psnrGtMean' },
  { id: 'ssim', matched: 'ssimGtMean' },
] as const;

/** The smallest side that a pair needs for these measures, pixels. */
export const leastScoredSide = ssimWindow;

/**
 * PSNR and SSIM of a picture against its ground truth, both unscaled and scaled to the truth's mean.
 * @throws RangeError when the sizes differ or a side is below `leastScoredSide`
 */
export function scorePair(distorted: Raster, reference: Raster, report: Report = silent): PairScore {
  const ids = shown.flatMap(({ id, matched }) => [id, matched]);
  const tasks = scoreTasks(ids, distorted);
  const whole = tasks.reduce((sum, task) => sum + effortOf(task), 0);
  if (tasks.length < ids.length) throw new RangeError('the picture is smaller than the window');
  const found: Scores = {};
  let before = 0;
  for (const task of tasks) {
    const part = runScoreTask(task, { distorted, reference }, (done) => {
      report((before + done * effortOf(task)) / whole);
    });
    Object.assign(found, part);
    before += effortOf(task);
  }
  report(1);
  const scoreOf = (id: (typeof ids)[number], as: string): Score => {
    const { unit, better } = metricRow(id);
    return { id: as, value: found[id] ?? null, unit, better };
  };
  return {
    plain: shown.map(({ id }) => scoreOf(id, id)),
    matched: shown.map(({ id, matched }) => scoreOf(matched, id)),
    gain: exposureGain(distorted, reference),
  };
}
