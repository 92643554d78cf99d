import type { EvaluatedPair, Evaluation, MetricId } from '@contract';
import { metricRow } from '@core';
import { mostShown } from '../../report/html/context';
import { markup, nothing, type Markup } from '../../report/html/markup';
import { table } from '../../report/html/table';
import { judgedCandidates, worstFirst } from './evaluationPictures';
import { figureOf, measuredMetrics } from './figures';

/** The measures of the table; the CSV has all. */
function shownOf(evaluation: Evaluation): MetricId[] {
  const usual: MetricId[] = ['psnr', 'ssim', 'deltaE', 'flip'];
  return measuredMetrics(evaluation).includes('lpips') ? [...usual, 'lpips'] : usual;
}

/** All pairs, worst first. */
export function allPairs(evaluation: Evaluation): Markup {
  const judged = judgedCandidates(evaluation);
  const shown = shownOf(evaluation);
  const columns = [
    { title: 'Pair' },
    ...judged.flatMap(({ id }) =>
      shown.map((metric) => ({
        title: judged.length > 1 ? `${id} ${metricRow(metric).label}` : metricRow(metric).label,
        isNumber: true,
      })),
    ),
  ];
  const pairs = worstFirst(evaluation).slice(0, mostShown);
  const rest = evaluation.pairs.length - pairs.length;
  return markup`<section aria-labelledby="all-title">
    <h2 id="all-title">All pairs <span class="count">${evaluation.pairs.length}, worst first</span></h2>
    <div class="card">
      ${table(
        columns,
        pairs.map((pair) => row(pair, judged, shown)),
      )}
    </div>
    ${rest > 0 ? markup`<p class="note">${rest} more are in the CSV and the JSON.</p>` : nothing}
  </section> `;
}

function row(
  { name, outcomes }: EvaluatedPair,
  judged: readonly { id: string }[],
  shown: readonly MetricId[],
): Markup {
  const cells = judged.flatMap(({ id }) =>
    shown.map((metric) => {
      const value = outcomes[id]?.scores[metric];
      return markup`<td class="number">${value === undefined ? '–' : figureOf(metric, value)}</td>`;
    }),
  );
  return markup`<tr>
    <td><bdi>${name}</bdi></td>
    ${cells}
  </tr>`;
}
