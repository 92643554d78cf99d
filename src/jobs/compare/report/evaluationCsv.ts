import { MetricId, type Evaluation } from '@contract';
import { metricRow } from '@core';
import { cellText } from '../../report/csv';
import { measuredMetrics } from './figures';

/** Without it, spreadsheets read UTF-8 as something else. */
const byteOrderMark = '\ufeff';

/** A line for each picture of each candidate, by RFC 4180. A PSNR of equal pictures is `inf`. */
export function* evaluationCsv(evaluation: Evaluation): Generator<string> {
  const { pairs, candidates } = evaluation;
  const metrics = columnsFor(evaluation);
  const rest = ['gain', 'ms', 'megapixels', 'remarks', 'error', 'truth', 'low', 'result'];
  yield byteOrderMark + lineOf(['name', 'model', ...metrics, ...rest]);
  for (const { id } of candidates) {
    for (const { name, truth, low, results, outcomes } of pairs) {
      const outcome = outcomes[id];
      if (!outcome) continue;
      const { scores, gain, ms, megapixels, remarks, error } = outcome;
      const values = metrics.map((metric) => figure(scores[metric]));
      const facts = [
        ms === null ? null : Number(ms.toFixed(1)),
        megapixels,
        remarks.join(' '),
        error?.message,
      ];
      yield lineOf([
        name,
        id,
        ...values,
        gain === null ? null : figure(gain),
        ...facts,
        truth,
        low,
        results[id]?.path,
      ]);
    }
  }
}

/** All metrics; one that needs a person's own file only where it was measured. */
function columnsFor(evaluation: Evaluation): MetricId[] {
  const measured = measuredMetrics(evaluation);
  return MetricId.options.filter((id) => metricRow(id).group !== 'network' || measured.includes(id));
}

function figure(value: number | null | undefined): number | string | undefined {
  return value === null ? 'inf' : value === undefined ? undefined : Number(value.toFixed(5));
}

function lineOf(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => cellText(cell)).join(',')}\r\n`;
}
