import type { PairScore, Preferences, Score } from '@contract';
import type { PhotoView } from '../../../state/photos';
import { fill, text } from '../../../text/en';
import { scoreLabel } from '../../../text/format';

function lineOf(scores: readonly Score[]): string {
  return scores.map(scoreLabel).join(' · ');
}

/** The plain score first, then the one scaled to the truth's mean, with the factor. A score is only comparable with its convention. */
function bothOf({ plain, matched, gain }: PairScore): string {
  return [
    fill(text.stage.asIs, { scores: lineOf(plain) }),
    fill(text.stage.matched, { gain: gain.toFixed(2) }),
    lineOf(matched),
  ].join('\n');
}

function asIsOf({ plain }: PairScore): string {
  return lineOf(plain);
}

const lines: Readonly<Record<Preferences['view'], number>> = {
  split: 1,
  side: 1,
  blink: 1,
  difference: 0,
  truth: 3,
};

/** Lines that the captions take, kept free from the start: nothing moves when scores come. */
export function captionLines({ truth }: Pick<PhotoView, 'truth'>, view: Preferences['view']): number {
  return truth === null ? 0 : lines[view];
}

/** What stands under the panes where there is a truth: in the comparison with it all there is to say, elsewhere one line. */
export function captionsOf(
  { truth, scores }: Pick<PhotoView, 'truth' | 'scores'>,
  view: Preferences['view'],
): { lowLight?: string; enhanced?: string; truth?: string } {
  if (truth === null) return {};
  // Scores need the full-size result, which may take a while: nothing lies over the photo until they are there.
  if (scores === null) return { truth: text.stage.reference };
  const captionOf = view === 'truth' ? bothOf : asIsOf;
  return {
    truth: text.stage.reference,
    lowLight: captionOf(scores.lowLight),
    enhanced: captionOf(scores.enhanced),
  };
}
