import type { ReportPhoto } from '@contract';
import { frame, nameOf, plainName, restNote, sentence, shownOf, type Page, type Shown } from './context';
import { warning } from './header';
import { markup, nothing, type Markup } from './markup';

/** What failed, by what to do about it. */
export function failures(page: Page): Markup {
  const { shown, count } = shownOf(page, ({ status }) => status === 'failed');
  if (count === 0) return nothing;
  const groups = new Map<string, Shown[]>();
  for (const each of shown) {
    const action = each.photo.error?.action ?? '';
    const alike = groups.get(action);
    if (alike === undefined) groups.set(action, [each]);
    else alike.push(each);
  }
  const largestFirst = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return markup`<section id="failed" aria-labelledby="failed-title">
    <h2 id="failed-title">Failed <span class="count">${count}</span></h2>
    <p class="note">
      The originals are untouched. What failed is tried again with <code>candela enhance --resume</code>.
    </p>
    ${largestFirst.map(([action, photos]) => group(action, photos))}${restNote(count)}
  </section> `;
}

function group(action: string, photos: readonly Shown[]): Markup {
  const items = photos.map((shown) => {
    const { photo } = shown;
    return markup`<li>
      ${frame(shown)}
      <div>
        <strong>${nameOf(photo)}</strong>
        <p>${sentenceOf(photo)}</p>
        <p class="path"><bdi>${photo.input}</bdi></p>
      </div>
    </li> `;
  });
  const advice = action === '' ? 'Try again.' : action;
  return markup`<div class="group">
    <h3 class="advice">${warning}<span>${sentence(advice)}</span></h3>
    <ul class="fails">
      ${items}
    </ul>
  </div> `;
}

/** The path stands below; the sentence needs the name alone. */
function sentenceOf(photo: ReportPhoto): string {
  return photo.error?.message.replaceAll(photo.input, plainName({ input: photo.input })) ?? '';
}
