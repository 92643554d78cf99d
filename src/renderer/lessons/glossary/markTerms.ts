import type { Term } from './Term';
import { terms } from './terms';

/** A piece of text. With a term, it is that term as the text has it. */
export type Piece = { readonly text: string; readonly term: Term | null };

const byForm: ReadonlyMap<string, Term> = new Map(
  terms.flatMap((term) => [term.term, ...(term.forms ?? [])].map((form) => [keyOf(form), term] as const)),
);

function keyOf(form: string): string {
  return form.toLowerCase();
}

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Longer forms first, so that “leaky ReLU” is not “ReLU”. Beside a hyphen or a letter a form is part of another word. */
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[...byForm.keys()]
    .sort((one, other) => other.length - one.length)
    .map(escaped)
    .join('|')})(?![\\p{L}\\p{N}]|-\\p{L})`,
  'giu',
);

/** Cuts the paragraphs of a page at the terms in them. Of each term only the first mention is one. */
export function markTerms(page: string, paragraphs: readonly string[]): readonly (readonly Piece[])[] {
  const marked = new Set<Term>();
  return paragraphs.map((paragraph) => {
    const pieces: Piece[] = [];
    let from = 0;
    for (const { 0: found, index } of paragraph.matchAll(pattern)) {
      const term = byForm.get(keyOf(found));
      if (term === undefined || marked.has(term) || term.except?.includes(page) === true) continue;
      marked.add(term);
      if (index > from) pieces.push({ text: paragraph.slice(from, index), term: null });
      pieces.push({ text: found, term });
      from = index + found.length;
    }
    return from < paragraph.length ? [...pieces, { text: paragraph.slice(from), term: null }] : pieces;
  });
}
