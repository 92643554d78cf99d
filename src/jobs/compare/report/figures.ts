import { MetricId, type Evaluation } from '@contract';
import { metricRow } from '@core';

/** A value with the decimals of published tables. */
export function figureOf(metric: MetricId, value: number | null): string {
  return value === null ? '∞' : value.toFixed(metricRow(metric).paperDigits);
}

/** Metrics that any candidate has. */
export function measuredMetrics({ summaries }: Evaluation): MetricId[] {
  return MetricId.options.filter((id) =>
    Object.values(summaries).some(({ means }) => (means[id] ?? null) !== null),
  );
}

/** Whether no other candidate has a better mean, as it is printed. One alone is not the best of anything. */
export function isBest({ summaries }: Evaluation, metric: MetricId, candidate: string): boolean {
  const own = summaries[candidate]?.means[metric] ?? null;
  const others = Object.values(summaries).flatMap(({ means }) => means[metric] ?? []);
  if (own === null || others.length < 2) return false;
  const best = metricRow(metric).better === 'higher' ? Math.max(...others) : Math.min(...others);
  return figureOf(metric, own) === figureOf(metric, best);
}
