/** @file The terms of the lessons. The pages mark the first mention of each by themselves. */
import { learningTerms } from './learningTerms';
import { networkTerms } from './networkTerms';
import type { Term } from './Term';

/** All terms in the order of the alphabet. */
export const terms: readonly Term[] = [...networkTerms, ...learningTerms].sort((one, other) =>
  one.term.localeCompare(other.term, 'en'),
);
