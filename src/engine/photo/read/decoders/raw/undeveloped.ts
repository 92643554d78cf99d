import { CandelaError } from '@contract';
import type { RawProblem } from '../../../../worker/jobs';

/** Why there is no picture, within a sentence. */
export const rawReasons: Readonly<Record<RawProblem, string>> = {
  unknown: 'its camera, or the way it is compressed, is not known',
  broken: 'its picture data are broken',
  memory: 'that takes more memory than there is',
  black: 'all its values are zero',
};

/** The failure of a raw that gives no picture. */
export function undeveloped(
  file: string,
  problem: RawProblem,
  { hasPreview }: { hasPreview: boolean },
): CandelaError {
  if (problem === 'broken' && !hasPreview)
    return new CandelaError('photo.damaged', { file, reason: rawReasons.broken });
  return new CandelaError(hasPreview ? 'photo.rawOnlyPreview' : 'photo.rawUndeveloped', {
    file,
    reason: rawReasons[problem],
  });
}
