import { basename } from 'node:path';
import type { Report, ReportRun } from '@contract';
import { duration } from '@core';
import { localTime, type Page } from './context';
import { markup, nothing, type Markup } from './markup';
import { table } from './table';

/** Rows of a table that a person reads; more are in the JSON. */
const mostRows = 40;

/** Where the time went, with which settings, and in which runs. */
export function about({ report }: Page): Markup {
  return markup`<section aria-labelledby="about-title">
    <h2 id="about-title">How it was done</h2>
    <div class="two">${steps(report)}${settings(report)}</div>
    <div class="card" style="margin-top:12px">${runs(report)}</div>
  </section> `;
}

function steps({ photos }: Report): Markup {
  const timings = photos.flatMap(({ timings }) => timings ?? []);
  const sum = (key: 'decodeMs' | 'inferenceMs' | 'encodeMs'): number =>
    timings.reduce((total, each) => total + each[key], 0) / 1000;
  const times = [
    { word: 'Reading', seconds: sum('decodeMs') },
    { word: 'Network', seconds: sum('inferenceMs') },
    { word: 'Writing', seconds: sum('encodeMs') },
  ];
  const most = Math.max(...times.map(({ seconds }) => seconds));
  if (most <= 0) return nothing;
  const rows = times.map(
    ({ word, seconds }) =>
      markup`<div>
        <span>${word}</span
        ><span class="track"><i style="width:${((100 * seconds) / most).toFixed(1)}%"></i></span
        ><span>${duration(seconds)}</span>
      </div>`,
  );
  return markup`<div class="card">
    <h3>Time in each step, all photos together</h3>
    <div class="steps">${rows}</div>
  </div>`;
}

function settings(report: Report): Markup {
  const counts = new Map<number, number>();
  for (const { settings: place } of report.photos) counts.set(place, (counts.get(place) ?? 0) + 1);
  const used = [...counts].sort(([, a], [, b]) => b - a);
  const rows = used.slice(0, mostRows).map(
    ([place, count]) =>
      markup`<tr>
        <td>${report.settings[place]?.words.join(', ') ?? ''}</td>
        <td class="number">${count}</td>
      </tr>`,
  );
  return markup`<div class="card">
    <h3>Settings</h3>
    ${table([{ title: 'Model and what was changed' }, { title: 'Photos', isNumber: true }], rows)}
    ${more(used.length)}
  </div>`;
}

function runs({ runs: all, journals }: Report): Markup {
  const atWork = new Set(journals.filter(({ holder }) => holder !== null).map(({ file }) => file));
  const hasShards = all.some(({ shard }) => shard !== undefined);
  const rows = all.slice(0, mostRows).map((run) => row(run, atWork.has(run.journal), hasShards));
  const columns = [
    { title: 'Begun' },
    ...(hasShards ? [{ title: 'Share' }] : []),
    { title: 'Photos from' },
    { title: 'Photos', isNumber: true },
    { title: 'State' },
    { title: 'Candela' },
  ];
  return markup`<h3>Runs</h3>
    ${table(columns, rows)}
    ${more(all.length)}`;
}

function row(run: ReportRun, isAtWork: boolean, hasShards: boolean): Markup {
  const { at, shard, inputs, photos, isUnfinished, candela } = run;
  const state = !isUnfinished ? 'finished' : isAtWork ? 'running' : 'stopped before its end';
  const share = hasShards
    ? markup`<td>${shard === undefined ? 'all' : `${shard.index} of ${shard.count}`}</td>`
    : nothing;
  const from = inputs.slice(0, 3).map((input) => basename(input));
  const rest = inputs.length > from.length ? ` and ${inputs.length - from.length} more` : '';
  return markup`<tr>
    <td style="white-space:nowrap">${localTime(at)}</td>
    ${share}
    <td><bdi>${from.join(', ')}</bdi>${rest}</td>
    <td class="number">${photos}</td>
    <td>${state}</td>
    <td>${candela}</td>
  </tr>`;
}

function more(count: number): Markup {
  return count <= mostRows
    ? nothing
    : markup`<p class="note">${count - mostRows} more are in report.json.</p>`;
}
