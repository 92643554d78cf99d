import type { MetricId, Scores } from '@contract';
import type { Raster } from '../raster';
import { deltaE } from './deltaE';
import { exposureGain } from './exposureGain';
import { flip } from './flip';
import { metricTable, type Metric, type MetricGroup } from './metricTable';
import { psnr } from './psnr';
import { silent, type Report, type Scored } from './samples';
import { structure } from './structure';

type ComputedGroup = Exclude<MetricGroup, 'network'>;

/** A part of the scores of a pair that is computed in one go. Parts can run in separate threads. */
export type ScoreTask = {
  readonly group: ComputedGroup;
  readonly exposure: Metric['exposure'];
  readonly ids: readonly MetricId[];
};

/** Durations as multiples of the quickest, measured. They only spread the work and pace a progress bar. */
const efforts: Readonly<Record<ComputedGroup, number>> = { noise: 1, structure: 5, colour: 7, flip: 11 };

export function effortOf({ group, ids }: ScoreTask): number {
  return group === 'structure' && ids.includes('msSsim') ? efforts[group] * 2 : efforts[group];
}

/** What there is to compute for some metrics, the longest first. Metrics that the picture is too small for, and those of a network, are left out. */
export function scoreTasks(ids: readonly MetricId[], { width, height }: Raster): ScoreTask[] {
  const rows = metricTable.filter(
    ({ id, leastSide }) => ids.includes(id) && Math.min(width, height) >= leastSide,
  );
  const tasks = new Map<string, ScoreTask>();
  for (const { id, group, exposure } of rows) {
    if (group === 'network') continue;
    const key = `${group} ${exposure}`;
    tasks.set(key, { group, exposure, ids: [...(tasks.get(key)?.ids ?? []), id] });
  }
  return [...tasks.values()].sort((a, b) => effortOf(b) - effortOf(a));
}

export type RasterPair = {
  readonly distorted: Raster;
  readonly reference: Raster;
  /** The factor for the truth's mean, where it is known. */
  readonly gain?: number;
};

/** Computes one part of the scores. @throws RangeError when the sizes differ */
function runScoreTask(task: ScoreTask, { distorted, reference, gain }: RasterPair, report = silent): Scores {
  const isMatched = task.exposure === 'matched';
  const scored = {
    raster: distorted,
    ...(isMatched && { gain: gain ?? exposureGain(distorted, reference) }),
  };
  const found = compute(task, { scored, reference }, report);
  report(1);
  return Object.fromEntries(
    task.ids.map((id) => {
      const value = found[id] ?? NaN;
      return [id, Number.isFinite(value) ? value : null];
    }),
  );
}

/** Computes several parts, one after the other. @throws RangeError when the sizes differ */
export function runScoreTasks(tasks: readonly ScoreTask[], pair: RasterPair, report = silent): Scores {
  const whole = tasks.reduce((sum, task) => sum + effortOf(task), 0);
  let before = 0;
  return tasks.reduce<Scores>((scores, task) => {
    const effort = effortOf(task);
    const found = runScoreTask(task, pair, (done) => {
      report((before + done * effort) / whole);
    });
    before += effort;
    return { ...scores, ...found };
  }, {});
}

function compute(
  { group, ids, exposure }: ScoreTask,
  { scored, reference }: { scored: Scored; reference: Raster },
  report: Report,
): Partial<Record<MetricId, number>> {
  switch (group) {
    case 'noise': {
      const value = psnr(scored, reference);
      return exposure === 'asIs' ? { psnr: value } : { psnrGtMean: value };
    }
    case 'structure': {
      const wants = (['ssim', 'msSsim'] as const).filter((id) => id === 'ssim' || ids.includes(id));
      const { ssim, msSsim } = structure(scored, reference, { wants, report });
      return exposure === 'asIs' ? { ssim, msSsim } : { ssimGtMean: ssim };
    }
    case 'colour': {
      const { mean, percentile95 } = deltaE(scored.raster, reference, { report });
      return { deltaE: mean, deltaE95: percentile95 };
    }
    case 'flip':
      return { flip: flip(scored.raster, reference, { report }) };
  }
}
