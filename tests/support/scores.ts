import type { PairScore, Score } from '@contract';

/** One score of a picture, by the metric's id. @throws Error when it is not there */
export function valueOf(
  pair: PairScore,
  id: string,
  { variant = 'plain' }: { variant?: 'plain' | 'matched' } = {},
): Score['value'] {
  const score = pair[variant].find((row) => row.id === id);
  if (!score) throw new Error(`there is no score ${id}`);
  return score.value;
}
