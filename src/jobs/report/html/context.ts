import { basename } from 'node:path';
import type { Report, ReportPhoto } from '@contract';
import type { Picture, PicturePair, Pictures } from '../pictures';
import { markup, Markup, nothing } from './markup';

/** A report with its pictures, as the page shows it. */
export type Page = { readonly report: Report; readonly pictures: Pictures };

/** A photo with what the page shows of it. */
export type Shown = { readonly photo: ReportPhoto; readonly pair: PicturePair };

/** More photos than this of one kind would make a page that no browser scrolls well. The CSV and JSON have all. */
export const mostShown = 5000;

/** The photos of one outcome, as far as the page shows them. */
export function shownOf(
  { report, pictures }: Page,
  isWanted: (photo: ReportPhoto) => boolean,
): { readonly shown: Shown[]; readonly count: number } {
  const all = [...report.photos.entries()].filter(([, photo]) => isWanted(photo));
  const shown = all
    .slice(0, mostShown)
    .map(([index, photo]) => ({ photo, pair: pictures.pairs.get(index) ?? {} }));
  return { shown, count: all.length };
}

/** Says that a list was cut. */
export function restNote(count: number): Markup {
  if (count <= mostShown) return nothing;
  const rest = `${count - mostShown} more are not shown here. report.csv and report.json list all.`;
  return markup`<p class="note">${rest}</p>`;
}

/** The file's name, apart from the direction of what stands around it. */
export function nameOf({ input, page }: Pick<ReportPhoto, 'input' | 'page'>): Markup {
  return markup`<bdi>${plainName({ input, page })}</bdi>`;
}

export function plainName({ input, page }: { input: string; page?: number | undefined }): string {
  return page === undefined ? basename(input) : `${basename(input)}, page ${page}`;
}

export function image(picture: Picture, alt: string, className = ''): Markup {
  const data = new Markup(Buffer.from(picture.webp).toString('base64'));
  const { width, height } = picture;
  return markup`<img
    class="${className}"
    src="data:image/webp;base64,${data}"
    alt="${alt}"
    width="${width}"
    height="${height}"
    loading="lazy"
    decoding="async"
  />`;
}

/** One picture of a photo, or a word in its place. */
export function frame({ photo, pair }: Shown): Markup {
  const { before } = pair;
  const word = before?.isDamaged === true ? 'damaged' : '';
  const tag = word === '' ? nothing : markup`<span class="tag">${word}</span>`;
  const inside = before
    ? markup`${image(before, plainName(photo))}${tag}`
    : markup`<span class="none">No picture</span>`;
  return markup`<span class="frame">${inside}</span>`;
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Local time to the minute. */
export function localTime(at: string): string {
  return new Date(at).toLocaleString('sv').slice(0, 16);
}

export function percentOf(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A sentence whose commands, between backquotes, look like such. */
export function sentence(text: string): Markup {
  const parts = text.split('`');
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`))}`;
}
