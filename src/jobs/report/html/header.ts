import { basename, dirname } from 'node:path';
import type { Report } from '@contract';
import { duration, perSecond } from '@core';
import { remarksOf } from '../remarks';
import { localTime, plural, sentence, type Page } from './context';
import { markup, nothing, type Markup } from './markup';

const mark = markup`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M10 1.2c3.2 3.6 7 6.1 7 10.5a7 7 0 0 1-14 0c0-4.4 3.8-6.9 7-10.5Z" />
</svg>`;
export const warning = markup`<svg viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 2.2 14.4 13.4H1.6ZM8 6.6v3.2M8 11.6v.1" />
</svg>`;

/** What the page is about, and what it comes to. */
export function header({ report, pictures }: Page): Markup {
  const { folder, at, candela, shard } = report;
  const share = shard === undefined ? '' : ` · share ${shard.index} of ${shard.count}`;
  const facts = `${localTime(at)} · Candela ${candela}${share}`;
  const remarks = [...remarksOf(report), ...pictureWords(pictures.leftOut)];
  return markup`<header class="top">
    <p class="brand">${mark}<span>Candela report</span></p>
    <h1><bdi>${titleOf(folder)}</bdi></h1>
    <p class="facts"><bdi>${folder}</bdi></p>
    <p class="facts">${facts}</p>
    <div class="card sum">${lead(report)}${bar(report)}${chips(report)}</div>
    ${
      remarks.length === 0
        ? nothing
        : markup`<ul class="card remarks">
            ${remarks.map((remark) => markup`<li>${warning}<span>${sentence(remark)}</span></li>`)}
          </ul>`
    }
  </header> `;
}

/** Folders of results have names like `enhanced`; the one above says more. */
function titleOf(folder: string): string {
  return [basename(dirname(folder)), basename(folder)].filter((name) => name !== '').join(' / ');
}

function pictureWords(leftOut: number): string[] {
  if (leftOut === 0) return [];
  const photos = leftOut === 1 ? 'One photo has' : `${leftOut} photos have`;
  return [`${photos} not all pictures here, so that this page stays small enough to open.`];
}

function lead({ totals }: Report): Markup {
  const { photos, done, megapixels, workedMs, megapixelsPerSecond } = totals;
  const figures = [
    ...(megapixels > 0 ? [`${megapixels < 10 ? megapixels.toFixed(1) : Math.round(megapixels)} MP`] : []),
    ...(workedMs > 0 ? [duration(workedMs / 1000)] : []),
    ...(megapixelsPerSecond === null ? [] : [perSecond(megapixelsPerSecond)]),
  ];
  return markup`<p class="lead">
    <strong>${done} of ${plural(photos, 'photo', 'photos')} done</strong
    >${figures.map((figure) => markup`<span>${figure}</span>`)}
  </p>`;
}

/** Kinds of outcomes: their class, their section and their word. */
function kindsOf({ totals }: Report) {
  return [
    { kind: 'failed', word: 'Failed', count: totals.failed },
    { kind: 'open', word: 'Not done', count: totals.open + totals.cancelled },
    { kind: 'left', word: 'Left out', count: totals.skipped },
    { kind: 'done', word: 'Done', count: totals.done },
  ].filter(({ count }) => count > 0);
}

/** The chips say the same in words. */
function bar(report: Report): Markup {
  const order = ['done', 'left', 'failed', 'open'];
  const parts = kindsOf(report).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return markup`<div class="bar" aria-hidden="true">
    ${parts.map(({ kind, count }) => markup`<i class="is-${kind}" style="flex:${count}"></i>`)}
  </div>`;
}

function chips(report: Report): Markup {
  const links = kindsOf(report).map(
    ({ kind, word, count }) =>
      markup`<a href="#${kind}"><i class="is-${kind}"></i><span>${word}</span> <b>${count}</b></a>`,
  );
  return markup`<nav class="chips" aria-label="Parts of the report">${links}</nav>`;
}
