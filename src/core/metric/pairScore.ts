import type { MetricId, PairScore, Score, Scores } from '@contract';
import { metricRow } from './metricTable';
import { ssimWindow } from './structure';

/** The measures that Enhance shows, and their names when the exposures are matched. */
const shown = [
  { id: 'psnr', matched: 'psnrGtMean' },
  { id: 'ssim', matched: 'ssimGtMean' },
] as const;

/** What is computed for Enhance. */
export const pairMetrics: readonly MetricId[] = shown.flatMap(({ id, matched }) => [id, matched]);

/** The smallest side that a pair needs for these measures, pixels. */
export const leastScoredSide = ssimWindow;

/** Scores of `pairMetrics` as Enhance shows them, as they are and at the truth's mean. */
export function pairScoreOf({ scores, gain }: { scores: Scores; gain: number }): PairScore {
  const scoreOf = (id: MetricId, as: string): Score => {
    const { unit, better } = metricRow(id);
    return { id: as, value: scores[id] ?? null, unit, better };
  };
  return {
    plain: shown.map(({ id }) => scoreOf(id, id)),
    matched: shown.map(({ id, matched }) => scoreOf(matched, id)),
    gain,
  };
}
