import type { ReportPhoto, SkipReason } from '@contract';
import { frame, nameOf, percentOf, plainName, restNote, shownOf, type Page } from './context';
import { markup, nothing, type Markup } from './markup';

const reasons: Readonly<Record<SkipReason, string>> = {
  wellLit: 'Bright enough, left as they are',
  copied: 'Bright enough, copied as they are',
  exists: 'Their results exist already',
  doneBefore: 'Done before',
  otherOfPair: 'The other of raw and JPEG was taken',
};

/** What was left out, by its reason. */
export function leftOut(page: Page): Markup {
  const kinds = Object.keys(reasons) as unknown as readonly SkipReason[];
  const groups = kinds.map((reason) => ofReason(page, reason));
  const { skipped } = page.report.totals;
  if (skipped === 0) return nothing;
  return markup`<section id="left" aria-labelledby="left-title">
    <h2 id="left-title">Left out <span class="count">${skipped}</span></h2>
    ${groups}
  </section> `;
}

function ofReason(page: Page, reason: SkipReason): Markup {
  const { shown, count } = shownOf(page, (photo) => photo.status === 'skipped' && photo.reason === reason);
  if (count === 0) return nothing;
  const tiles = shown.map(
    (each) =>
      markup`<li>
        ${frame(each)}
        <p class="name" title="${plainName(each.photo)}">${nameOf(each.photo)}</p>
        ${darkness(each.photo)}
      </li> `,
  );
  return markup`<h3>${reasons[reason]} <span class="note">${count}</span></h3>
    <ul class="grid small">
      ${tiles}
    </ul>
    ${restNote(count)}`;
}

function darkness({ median }: ReportPhoto): Markup {
  return median === null ? nothing : markup`<p class="note">median ${percentOf(median)}</p>`;
}

/** What is not done, by whether it was given up. */
export function notDone(page: Page): Markup {
  const open = names(page, 'open', 'Still to be done');
  const cancelled = names(page, 'cancelled', 'Cancelled');
  const { totals } = page.report;
  const count = totals.open + totals.cancelled;
  if (count === 0) return nothing;
  return markup`<section id="open" aria-labelledby="open-title">
    <h2 id="open-title">Not done <span class="count">${count}</span></h2>
    ${open}${cancelled}
  </section> `;
}

function names(page: Page, status: 'open' | 'cancelled', title: string): Markup {
  const { shown, count } = shownOf(page, (photo) => photo.status === status);
  if (count === 0) return nothing;
  const items = shown.map(({ photo }) => markup`<li title="${photo.input}">${nameOf(photo)}</li> `);
  return markup`<h3>${title} <span class="note">${count}</span></h3>
    <ul class="list">
      ${items}
    </ul>
    ${restNote(count)}`;
}
