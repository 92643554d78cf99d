import { MetricId, type CandidateSummary, type PairOutcome } from '@contract';
import { medianOf, metricRow } from '@core';

/** Stands for an infinite PSNR in a mean, dB; so do the field's codes have it. */
const equalPsnr = 100;

/** Means of one candidate's outcomes. @param peakRssMb null: not known */
export function summarise(outcomes: readonly PairOutcome[], peakRssMb: number | null): CandidateSummary {
  const good = outcomes.filter(({ error }) => error === undefined);
  const columns = MetricId.options.flatMap((id) => {
    const values = good.flatMap(({ scores }) => {
      const value = scores[id];
      return value === undefined ? [] : [value ?? equalPsnr];
    });
    // A metric that needs a person's own file is not there for those who have none.
    return values.length === 0 && metricRow(id).group === 'network' ? [] : [{ id, values }];
  });
  const timed = good.filter(({ ms, megapixels }) => ms !== null && megapixels !== null);
  const ms = medianOf(timed.map((outcome) => outcome.ms ?? 0));
  const speed = medianOf(timed.map((outcome) => ((outcome.megapixels ?? 0) / (outcome.ms ?? 1)) * 1000));
  return {
    pairs: good.length,
    failed: outcomes.length - good.length,
    means: Object.fromEntries(columns.map(({ id, values }) => [id, mean(values)])),
    counts: Object.fromEntries(columns.map(({ id, values }) => [id, values.length])),
    equal: good.filter(({ scores }) => scores.psnr === null).length,
    ms,
    megapixelsPerSecond: speed,
    peakRssMb,
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
