import type { Candidate, ComparisonRemark, Evaluation, MetricId } from '@contract';
import { baselineWords, metricRow } from '@core';
import { plural } from '../../report/html/context';
import { markup, nothing, type Markup } from '../../report/html/markup';
import { table } from '../../report/html/table';
import { figureOf, isBest, measuredMetrics } from './figures';

/** Means of all candidates side by side; the best of a column is bold. */
export function meansTable(evaluation: Evaluation): Markup {
  const metrics = measuredMetrics(evaluation);
  const columns = [
    { title: 'Made by' },
    ...metrics.map((id) => ({ title: titleOf(id), isNumber: true })),
    { title: 'Time a picture', isNumber: true },
    { title: 'Memory', isNumber: true },
    { title: 'Pairs', isNumber: true },
  ];
  const rows = evaluation.candidates.map((candidate) => row(candidate, evaluation, metrics));
  return markup`<section aria-labelledby="means-title">
    <h2 id="means-title">Means over the pairs</h2>
    <div class="card">${table(columns, rows)}</div>
    <p class="note">
      Columns called GT-mean compare each picture after it was scaled to the truth’s mean brightness. They cannot be compared with
      the others. Arrows say which way is better.
    </p>
  </section> `;
}

function titleOf(id: MetricId): string {
  const { label, unit, better } = metricRow(id);
  const arrow = better === 'higher' ? '↑' : '↓';
  return unit === 'dB' ? `${label} (dB) ${arrow}` : `${label} ${arrow}`;
}

function row(candidate: Candidate, evaluation: Evaluation, metrics: readonly MetricId[]): Markup {
  const summary = evaluation.summaries[candidate.id];
  if (!summary) return nothing;
  const { means, counts, ms, megapixelsPerSecond, peakRssMb, pairs, failed } = summary;
  const cells = metrics.map((id) => {
    const [mean, count] = [means[id] ?? null, counts[id] ?? 0];
    if (mean === null) return markup`<td class="number">–</td>`;
    const fewer = count < pairs ? markup` <span class="note">of ${count}</span>` : nothing;
    const text = figureOf(id, mean);
    return isBest(evaluation, id, candidate.id)
      ? markup`<td class="number"><b>${text}</b>${fewer}</td>`
      : markup`<td class="number">${text}${fewer}</td>`;
  });
  const speed = megapixelsPerSecond === null ? '' : ` (${megapixelsPerSecond.toFixed(1)} MP/s)`;
  return markup`<tr>
    <td style="white-space:nowrap">${candidate.id}</td>
    ${cells}
    <td class="number">${ms === null ? '–' : `${Math.round(ms)} ms${speed}`}</td>
    <td class="number">${peakRssMb === null ? '–' : `${Math.round(peakRssMb)} MB`}</td>
    <td class="number">${failed === 0 ? pairs : `${pairs}, ${failed} failed`}</td>
  </tr>`;
}

function wordsOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'model':
      return `model ${candidate.version}`;
    case 'baseline':
      return baselineWords[candidate.baseline];
    case 'folder':
      return candidate.folder;
  }
}

const words: Readonly<Record<ComparisonRemark, string>> = {
  cropped: 'cut to the size that both pictures have',
  toSrgb: 'converted to sRGB, because a profile says something else',
  alphaIgnored: 'compared without their alpha',
  greyAsColour: 'grey against colour: grey counts as three equal channels',
  depthsDiffer: '8 bits against 16: both count from 0 to 1',
  turned: 'turned upright first',
};

/** What had to be done before pictures could be compared, and what failed. */
export function remarksOn({ pairs, candidates, summaries }: Evaluation): Markup {
  const counts = new Map<ComparisonRemark, number>();
  const failures: Markup[] = [];
  for (const { name, outcomes } of pairs) {
    const all = Object.entries(outcomes);
    for (const remark of new Set(all.flatMap(([, { remarks }]) => remarks)))
      counts.set(remark, (counts.get(remark) ?? 0) + 1);
    for (const [id, { error }] of all)
      if (error) failures.push(markup`<li><bdi>${name}</bdi>, ${id}: ${error.message}</li> `);
  }
  const equal = candidates.flatMap(({ id }) => {
    const count = summaries[id]?.equal ?? 0;
    return count === 0
      ? []
      : [
          markup`<li>${id}: ${plural(count, 'picture equals', 'pictures equal')} the truth. Infinite PSNR counts as 100 dB in the mean.</li> `,
        ];
  });
  const remarks = [...counts].map(
    ([remark, count]) => markup`<li>${plural(count, 'pair', 'pairs')} ${words[remark]}.</li> `,
  );
  const lines = [...remarks, ...equal, ...failures];
  if (lines.length === 0) return nothing;
  return markup`<section aria-labelledby="remarks-title">
    <h2 id="remarks-title">Remarks</h2>
    <ul class="card">
      ${lines}
    </ul>
  </section> `;
}

/** Who made the pictures, and how each metric is computed. */
export function conventions(evaluation: Evaluation): Markup {
  const makers = evaluation.candidates.map(
    (candidate) =>
      markup`<tr>
        <td style="white-space:nowrap">${candidate.id}</td>
        <td>${wordsOf(candidate)}</td>
      </tr>`,
  );
  const metrics = measuredMetrics(evaluation);
  const missing = metrics.includes('lpips') ? 'NIQE is' : 'LPIPS and NIQE are';
  const rows = metrics.map((id) => {
    const { label, convention, source } = metricRow(id);
    return markup`<tr>
      <td style="white-space:nowrap">${label}</td>
      <td>${convention}</td>
      <td>${source}</td>
    </tr>`;
  });
  return markup`<section aria-labelledby="conventions-title">
    <h2 id="conventions-title">What the numbers are</h2>
    <div class="card">${table([{ title: 'Made by' }, { title: 'What that is' }], makers)}</div>
    <div class="card" style="margin-top:12px">${table([{ title: 'Metric' }, { title: 'As it is computed' }, { title: 'Source' }], rows)}</div>
    <p class="note">
      ${missing} missing, because no networks or parameters for them can lawfully be shipped.
    </p>
  </section> `;
}
