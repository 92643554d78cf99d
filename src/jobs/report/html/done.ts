import type { Report, ReportPhoto } from '@contract';
import { duration, perSecond } from '@core';
import { image, nameOf, percentOf, plainName, restNote, shownOf, type Page, type Shown } from './context';
import { markup, nothing, type Markup } from './markup';

const views = [
  { id: 'split', word: 'Before and after' },
  { id: 'before', word: 'Before' },
  { id: 'after', word: 'After' },
] as const;

/** What is done, before and after. */
export function done(page: Page): Markup {
  const { shown, count } = shownOf(page, ({ status }) => status === 'done');
  if (count === 0) return nothing;
  const hasPairs = shown.some(({ pair }) => pair.before && pair.after);
  const choices = views.map(
    ({ id, word }, index) =>
      markup`<input type="radio" name="view" id="view-${id}" ${index === 0 ? markup` checked` : nothing} /><label
          for="view-${id}"
          >${word}</label
        >`,
  );
  const switcher = markup`<fieldset class="views">
    <legend class="hidden">What the pictures show</legend>
    ${choices}
  </fieldset>`;
  return markup`<section id="done" aria-labelledby="done-title">
    <h2 id="done-title">Done <span class="count">${count}</span></h2>
    ${hasPairs ? switcher : nothing}
    <ul class="grid">
      ${shown.map((each) => tile(each, page.report))}
    </ul>
    ${restNote(count)}
  </section> `;
}

function tile(shown: Shown, report: Report): Markup {
  const { photo } = shown;
  const { megapixels, timings } = photo;
  const figures = [
    ...(megapixels === null ? [] : [`${megapixels.toFixed(1)} MP`]),
    ...(timings === null || timings.totalMs === 0 ? [] : [duration(timings.totalMs / 1000)]),
  ];
  return markup`<li>
    ${pictures(shown)}
    <details>
      <summary>
        <span class="name" title="${plainName(photo)}">${nameOf(photo)}</span
        ><span class="note">${figures.join(' · ')}</span>
      </summary>
      ${facts(photo, report)}
    </details>
  </li> `;
}

function pictures({ photo, pair: { before, after } }: Shown): Markup {
  const name = plainName(photo);
  if (before && after)
    return markup`<span class="frame pair"
      >${image(before, `${name}, before`)}${image(after, `${name}, after`, 'after')}</span
    >`;
  const [only, word] = [before ?? after, before ? 'before' : 'after'];
  if (only === undefined) return markup`<span class="frame"><span class="none">No picture</span></span>`;
  return markup`<span class="frame"
    >${image(only, `${name}, ${word}`)}<span class="tag">only ${word}</span></span
  >`;
}

function facts(photo: ReportPhoto, { settings }: Report): Markup {
  const { provider, median, series, notices, output, input } = photo;
  const rows: (readonly [string, string | null])[] = [
    ['Settings', settings[photo.settings]?.words.join(', ') ?? null],
    ['Ran on', provider],
    ['Time', timeOf(photo)],
    ['Darkness', median === null ? null : `median ${percentOf(median)}`],
    ['Series', series === null ? null : String(series)],
    ['Notices', notices.length === 0 ? null : notices.join(' ')],
    ['Original', input],
    ['Result', output],
  ];
  const known = rows.flatMap(([word, value]) =>
    value === null
      ? []
      : [
          markup`<dt>${word}</dt><dd><bdi>${value}</bdi></dd>
`,
        ],
  );
  return markup`<dl class="facts-of">${known}</dl>`;
}

function timeOf({ timings, megapixels }: ReportPhoto): string | null {
  if (timings === null || timings.totalMs === 0) return null;
  const { decodeMs, inferenceMs, encodeMs } = timings;
  const [read = '', network = '', write = ''] = [decodeMs, inferenceMs, encodeMs].map((ms) =>
    duration(ms / 1000),
  );
  const speed =
    megapixels === null || inferenceMs === 0 ? '' : ` (${perSecond((megapixels / inferenceMs) * 1000)})`;
  return `read ${read}, network ${network}${speed}, write ${write}`;
}
