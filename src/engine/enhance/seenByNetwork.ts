import { showToNetwork, type Raster } from '@core';
import { scaleToFit } from '../photo/codec/scaleToFit';
import { networkToneOf } from '../photo/colour/toneCurves';
import type { Photo } from '../photo/Photo';

type Scene = Pick<Photo, 'raster' | 'profile'>;

/** A whole photo in the network's values. Returns the photo's own raster if it already has these values. */
export function seenByNetwork({ raster, profile }: Scene): Raster {
  const tone = networkToneOf(profile, raster.channels);
  if (tone === null) return raster;
  const data = new Uint16Array(raster.data.length);
  showToNetwork(raster.data, data, tone);
  return { ...raster, data };
}

/**
 * The whole photo as a network sees it, scaled to fit. Values are converted before they are averaged, because averages in another
 * encoding would be other colours.
 * @returns the photo's own raster if nothing changes
 */
export function thumbnailOf(
  scene: Scene,
  size: number,
  { signal }: { signal: AbortSignal },
): Promise<Raster> {
  return scaleToFit(seenByNetwork(scene), size, { signal });
}
