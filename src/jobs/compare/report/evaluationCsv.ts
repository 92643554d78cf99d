import { MetricId, type Evaluation } from '@contract';
import { cellText } from '../../report/csv';

/** Without it, spreadsheets read UTF-8 as something else. */
const byteOrderMark = '\ufeff';

/** A line for each picture of each candidate, by RFC 4180. A PSNR of equal pictures is `inf`. */
export function* evaluationCsv({ pairs, candidates }: Evaluation): Generator<string> {
  const head = [
    'name',
    'model',
    ...MetricId.options,
    'gain',
    'ms',
    'megapixels',
    'remarks',
    'error',
    'truth',
    'low',
    'result',
  ];
  yield byteOrderMark + lineOf(head);
  for (const { id } of candidates) {
    for (const { name, truth, low, results, outcomes } of pairs) {
      const outcome = outcomes[id];
      if (!outcome) continue;
      const { scores, gain, ms, megapixels, remarks, error } = outcome;
      const values = MetricId.options.map((metric) => figure(scores[metric]));
      const rest = [
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
        ...rest,
        truth,
        low,
        results[id]?.path,
      ]);
    }
  }
}

function figure(value: number | null | undefined): number | string | undefined {
  return value === null ? 'inf' : value === undefined ? undefined : Number(value.toFixed(5));
}

function lineOf(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => cellText(cell)).join(',')}\r\n`;
}
