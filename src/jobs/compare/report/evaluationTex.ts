import type { Evaluation, MetricId } from '@contract';
import { metricRow } from '@core';
import { figureOf, isBest, measuredMetrics } from './figures';

/** A table for a paper, with the package booktabs. The best of each column is bold; baselines stand below the line. */
export function* evaluationTex(evaluation: Evaluation): Generator<string> {
  const { candidates, summaries, candela, at } = evaluation;
  const metrics = measuredMetrics(evaluation);
  yield `% Candela ${candela}, ${at}. Means over ${pairsOf(evaluation)} pairs. Needs \\usepackage{booktabs}.\n`;
  yield `% ${oneLine(evaluation.command)}\n`;
  yield `\\begin{tabular}{l${'r'.repeat(metrics.length)}}\n\\toprule\n`;
  yield `${['Method', ...metrics.map(headOf)].join(' & ')} \\\\\n\\midrule\n`;
  const rows = [
    candidates.filter(({ kind }) => kind !== 'baseline'),
    candidates.filter(({ kind }) => kind === 'baseline'),
  ].filter((group) => group.length > 0);
  for (const [index, group] of rows.entries()) {
    if (index > 0) yield '\\midrule\n';
    for (const { id } of group) {
      const cells = metrics.map((metric) => {
        const mean = summaries[id]?.means[metric] ?? null;
        const text = mean === null ? '--' : figureOf(metric, mean);
        return isBest(evaluation, metric, id) ? `\\textbf{${text}}` : text;
      });
      yield `${[escaped(id), ...cells].join(' & ')} \\\\\n`;
    }
  }
  yield '\\bottomrule\n\\end{tabular}\n';
}

function headOf(metric: MetricId): string {
  const { label, better } = metricRow(metric);
  const arrow = better === 'higher' ? '$\\uparrow$' : '$\\downarrow$';
  return `${escaped(label).replace('ΔE', '$\\Delta E$')} ${arrow}`;
}

function pairsOf({ pairs }: Evaluation): number {
  return pairs.length;
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escaped(text: string): string {
  return text.replaceAll(/[\\{}$&#^_%~]/g, (character) => special[character] ?? `\\${character}`);
}
