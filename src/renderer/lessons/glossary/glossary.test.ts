import { describe, expect, it } from 'vitest';
import { allPages } from '../chapters';
import { markTerms } from './markTerms';
import { terms } from './terms';

const ids = new Set(allPages.map(({ id }) => id));
const texts = allPages.flatMap(({ id, words }) =>
  Object.entries(words).map(([depth, paragraphs]) => ({ id, depth, paragraphs })),
);

describe('the glossary', () => {
  it('names a page that exists for each term, and says what it means in one sentence', () => {
    for (const { term, meaning, page, except = [] } of terms) {
      expect(
        [page, ...except].filter((id) => !ids.has(id)),
        term,
      ).toEqual([]);
      expect(meaning, term).toMatch(/^\P{Ll}.*\.$/u);
      expect(meaning.match(/\.(?=\s)/g), term).toBeNull();
    }
  });

  it('has each word once', () => {
    const all = terms.flatMap(({ term, forms = [] }) => [term, ...forms].map((form) => form.toLowerCase()));
    expect(all.filter((form, at) => all.indexOf(form) !== at)).toEqual([]);
  });

  it('has no term that the lessons never mention', () => {
    const mentioned = new Set(
      texts.flatMap(({ id, paragraphs }) =>
        markTerms(id, paragraphs).flatMap((one) => one.map(({ term }) => term)),
      ),
    );
    expect(terms.filter((term) => !mentioned.has(term)).map(({ term }) => term)).toEqual([]);
  });
});

describe('marking', () => {
  it('changes no letter of any page, and marks each term once', () => {
    for (const { id, depth, paragraphs } of texts) {
      const marked = markTerms(id, paragraphs);
      expect(marked.map((pieces) => pieces.map(({ text }) => text).join(''))).toEqual(paragraphs);
      const found = marked.flatMap((pieces) =>
        pieces.flatMap(({ term }) => (term === null ? [] : [term.term])),
      );
      expect(new Set(found).size, `${id}, ${depth}`).toBe(found.length);
    }
  });

  it('takes the longest term, whole words alone, and the first mention', () => {
    const pieces = markTerms('neuron', [
      'Leaky ReLU is a ReLU; a fine-tuned relu-like unit has weights, and a weight.',
    ]);
    expect(
      pieces.flat().flatMap(({ text, term }) => (term === null ? [] : [`${text}: ${term.term}`])),
    ).toEqual(['Leaky ReLU: leaky ReLU', 'ReLU: ReLU', 'weights: weight']);
  });

  it('leaves a word alone where it means something else', () => {
    expect(markTerms('descent', ['It takes a stride.']).flat()).toHaveLength(1);
    expect(markTerms('parts', ['A stride of 2.']).flat()).toHaveLength(3);
  });
});
