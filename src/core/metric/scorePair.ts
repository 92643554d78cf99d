import type { PairScore, Score } from '@contract';
import type { Raster } from '../raster';
import { exposureGain } from './exposureGain';
import { metricTable } from './metricTable';
import { silent, type Report, type Scored } from './samples';

/**
 * All metrics of a picture against its ground truth, both unscaled and scaled to the truth's mean.
 * @throws RangeError when the sizes differ or a side is below `leastScoredSide`
 */
export function scorePair(distorted: Raster, reference: Raster, report: Report = silent): PairScore {
  const gain = exposureGain(distorted, reference);
  const plain = scoresOf({ raster: distorted }, reference, (done) => {
    report(done / 2);
  });
  const matched = scoresOf({ raster: distorted, gain }, reference, (done) => {
    report((1 + done) / 2);
  });
  return { plain, matched, gain };
}

function scoresOf(distorted: Scored, reference: Raster, report: Report): Score[] {
  const whole = metricTable.reduce((sum, { effort }) => sum + effort, 0);
  let before = 0;
  return metricTable.map(({ id, unit, better, effort, compute }) => {
    const value = compute(distorted, reference, (done) => {
      report((before + done * effort) / whole);
    });
    before += effort;
    report(before / whole);
    return { id, value: Number.isFinite(value) ? value : null, unit, better };
  });
}
