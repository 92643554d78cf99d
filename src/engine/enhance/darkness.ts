import { notice, type ModelCard, type Notice } from '@contract';
import { levelsLeft, type Raster } from '@core';
import { stepOf } from '../photo/stepOf';
import type { Photo } from '../photo/Photo';

/** A photo with so few levels of brightness has no picture in it, only the steps between them. */
const tooFew = 12;

/** Long edge at which the whole photo is looked at, px: the thumbnail's, if the network sees one. */
export function smallSize({ thumbnail }: Pick<ModelCard, 'thumbnail'>): number {
  return thumbnail?.size ?? 96;
}

/**
 * A notice about a photo that no network can make a good picture of.
 * @param small the whole photo as a network sees it, at a small size
 */
export function darkness(small: Raster, source: Photo['source']): Notice[] {
  const levels = levelsLeft(small, stepOf(source));
  return levels <= tooFew ? [notice('photo.tooDark', { levels })] : [];
}
