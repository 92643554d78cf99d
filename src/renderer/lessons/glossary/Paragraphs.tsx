import { useMemo } from 'react';
import { markTerms } from './markTerms';
import { TermButton } from './TermButton';

export type ParagraphsProps = { page: string; words: readonly string[] };

/** Paragraphs of a page. The first mention of each term opens what it means. */
export function Paragraphs({ page, words }: ParagraphsProps) {
  const marked = useMemo(() => markTerms(page, words), [page, words]);
  return marked.map((pieces, paragraph) => (
    <p key={paragraph}>
      {pieces.map(({ text, term }, at) =>
        term === null ? text : <TermButton key={at} term={term} shown={text} page={page} />,
      )}
    </p>
  ));
}
