import { notice, type Notice } from '@contract';
import { levelsLeft, type Raster } from '@core';
import { stepOf } from '../photo/stepOf';
import type { Photo } from '../photo/Photo';

/** A photo with so few levels of brightness has no picture in it, only the steps between them. */
const tooFew = 12;

/** Long edge at which a photo is looked at for a network that sees no thumbnail, px. */
export const seenSize = 96;

/**
 * A notice about a photo that no network can make a good picture of.
 * @param small the whole photo as a network sees it, at a small size
 */
export function darkness(small: Raster, source: Photo['source']): Notice[] {
  const levels = levelsLeft(small, stepOf(source));
  return levels <= tooFew ? [notice('photo.tooDark', { levels })] : [];
}
