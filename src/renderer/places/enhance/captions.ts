import type { PairScore, Preferences } from '@contract';
import type { PhotoView } from '../../state/photos';
import { fill, text } from '../../text/en';
import { decibels } from '../../text/format';

function scoresOf(psnr: number | null, ssim: number): string {
  return fill(text.stage.scores, { psnr: decibels(psnr), ssim: ssim.toFixed(2) });
}

/** As is first, then scaled to the truth's mean, with the factor: a score without its convention cannot be compared. */
function bothOf({ psnr, ssim, matchedPsnr, matchedSsim, gain }: PairScore): string {
  return [
    fill(text.stage.asIs, { scores: scoresOf(psnr, ssim) }),
    fill(text.stage.matched, { gain: gain.toFixed(2) }),
    scoresOf(matchedPsnr, matchedSsim),
  ].join('\n');
}

function asIsOf({ psnr, ssim }: PairScore): string {
  return scoresOf(psnr, ssim);
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
