import { showToNetwork, type Raster } from '@core';
import { scaleToFit } from '../photo/codec/scaleToFit';
import { networkToneOf } from '../photo/colour/toneCurves';
import type { Photo } from '../photo/Photo';

type Scene = Pick<Photo, 'raster' | 'profile'>;

/** A whole photo in the values that networks know; its own raster where these are its own values. */
export function seenByNetwork({ raster, profile }: Scene): Raster {
  const tone = networkToneOf(profile, raster.channels);
  if (tone === null) return raster;
  const data = new Uint16Array(raster.data.length);
  showToNetwork(raster.data, data, tone);
  return { ...raster, data };
}

/**
 * What a network is shown of a whole photo, scaled to fit. Values change before they are averaged: averages of another encoding
 * are of other colours.
 * @returns the photo's own raster where nothing changes
 */
export function thumbnailOf(
  scene: Scene,
  size: number,
  { signal }: { signal: AbortSignal },
): Promise<Raster> {
  return scaleToFit(seenByNetwork(scene), size, { signal });
}
