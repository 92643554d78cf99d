import { plural, percentOf, type Page } from './context';
import { markup, nothing, type Markup } from './markup';
import { table } from './table';

const bins = 50;
const chart = { width: 1000, height: 150, left: 8, right: 8, base: 120, top: 18 } as const;

/** How dark the originals are: a histogram of their medians, with the threshold if there was one. */
export function darkness({ report }: Page): Markup {
  const medians = report.photos.flatMap(({ median }) => median ?? []);
  if (medians.length < 2) return nothing;
  const counts = Array.from({ length: bins }, () => 0);
  for (const median of medians) {
    const bin = Math.min(bins - 1, Math.floor(median * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const sorted = [...medians].sort((a, b) => a - b);
  const [least = 0, middle = 0, most = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  const words = `Median brightness of ${plural(medians.length, 'photo', 'photos')}, of full scale: ${percentOf(least)} to ${percentOf(most)}, half of them at most ${percentOf(middle)}.`;
  return markup`<section aria-labelledby="darkness-title">
    <h2 id="darkness-title">How dark the photos are</h2>
    <p class="note">${words}</p>
    <div class="card">${picture(counts, report.onlyDark, words)}${asTable(counts)}</div>
  </section> `;
}

function picture(counts: readonly number[], threshold: number | null, words: string): Markup {
  const most = Math.max(...counts);
  const step = (chart.width - chart.left - chart.right) / bins;
  const bars = counts.flatMap((count, bin) => {
    if (count === 0) return [];
    const height = Math.max(2, ((chart.base - chart.top) * count) / most);
    const isDark = threshold === null || (bin + 0.5) / bins <= threshold;
    const [x, y] = [chart.left + bin * step + 1, chart.base - height];
    return [
      markup`<rect
        class="${isDark ? 'dark' : 'light'}"
        x="${x.toFixed(1)}"
        y="${y.toFixed(1)}"
        width="${(step - 2).toFixed(1)}"
        height="${height.toFixed(1)}"
        rx="1"
      />`,
    ];
  });
  return markup`<svg
    class="chart"
    viewBox="0 0 ${chart.width} ${chart.height}"
    role="img"
    aria-label="${words}"
  >
    <line
      class="axis"
      x1="${chart.left}"
      x2="${chart.width - chart.right}"
      y1="${chart.base}"
      y2="${chart.base}"
    />
    ${bars}${ticks()}${limit(threshold)}
  </svg> `;
}

function placeOf(share: number): number {
  return chart.left + share * (chart.width - chart.left - chart.right);
}

function ticks(): Markup[] {
  return [0, 25, 50, 75, 100].map((percent) => {
    const anchor = percent === 0 ? 'start' : percent === 100 ? 'end' : 'middle';
    return markup`<text x="${placeOf(percent / 100).toFixed(1)}" y="${chart.base + 18}" text-anchor="${anchor}"
      >${percent} %</text
    >`;
  });
}

function limit(threshold: number | null): Markup {
  if (threshold === null) return nothing;
  const x = placeOf(threshold);
  const isLeft = threshold > 0.7;
  const label = `threshold ${Number((threshold * 100).toFixed(1))} %`;
  return markup`<line
      class="threshold"
      x1="${x.toFixed(1)}"
      x2="${x.toFixed(1)}"
      y1="4"
      y2="${chart.base}"
    /><text
      class="label"
      x="${(x + (isLeft ? -8 : 8)).toFixed(1)}"
      y="20"
      text-anchor="${isLeft ? 'end' : 'start'}"
      >${label}</text
    >`;
}

/** The same for those who do not see the chart. */
function asTable(counts: readonly number[]): Markup {
  const rows = counts.flatMap((count, bin) =>
    count === 0
      ? []
      : [
          markup`<tr>
            <td>${(bin * 100) / bins} to ${((bin + 1) * 100) / bins} %</td>
            <td class="number">${count}</td>
          </tr>`,
        ],
  );
  return markup`<details>
    <summary class="note">The same as a table</summary>
    ${table([{ title: 'Median brightness' }, { title: 'Photos', isNumber: true }], rows)}
  </details>`;
}
