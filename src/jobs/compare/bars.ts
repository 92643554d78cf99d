import { CandelaError, MetricId, type Candidate, type Evaluation } from '@contract';
import { metricRow } from '@core';

/** What a mean must reach. */
export type Bar = { readonly metric: MetricId; readonly value: number };

/** A bar that a candidate's mean misses; no mean misses every bar. */
export type Missed = Bar & { readonly candidate: string; readonly mean: number | null };

/** `psnr=23,ssim=0.8`. @throws CandelaError `usage.invalid` */
export function readBars(text: string): Bar[] {
  return text.split(',').map((part) => {
    const [name = '', value = '', ...rest] = part.split('=');
    const metric = MetricId.safeParse(name.trim());
    const number = Number(value);
    if (metric.success && rest.length === 0 && value.trim() !== '' && Number.isFinite(number))
      return { metric: metric.data, value: number };
    const reason = `--fail-under takes a metric and a number, like psnr=23 (${MetricId.options.join(', ')}), not “${part}”.`;
    throw new CandelaError('usage.invalid', { reason });
  });
}

/** Bars that models and other people's results miss. Baselines are there to be beaten, so they miss none. */
export function missedBars(bars: readonly Bar[], { candidates, summaries }: Evaluation): Missed[] {
  const judged = candidates.filter(({ kind }: Candidate) => kind !== 'baseline');
  return judged.flatMap(({ id }) =>
    bars.flatMap((bar) => {
      const mean = summaries[id]?.means[bar.metric] ?? null;
      const isMissed =
        mean === null || (metricRow(bar.metric).better === 'higher' ? mean < bar.value : mean > bar.value);
      return isMissed ? [{ ...bar, candidate: id, mean }] : [];
    }),
  );
}
