import { areaMeans, showToNetwork, type Raster } from '@core';
import { scaledSize, scaleToFit } from '../photo/codec/scaleToFit';
import { networkToneOf } from '../photo/colour/toneCurves';
import type { Photo } from '../photo/Photo';

/** A large photo is first made this many times as large as what the network sees, by the codec, which is quicker. */
const enough = 4;

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
  return smallOf(seenByNetwork(scene), size, { signal });
}

/** The same of values that are the network's already. */
export async function smallOf(
  raster: Raster,
  size: number,
  { signal }: { signal: AbortSignal },
): Promise<Raster> {
  if (size >= Math.max(raster.width, raster.height)) return raster;
  const larger = await scaleToFit(raster, enough * size, { signal });
  return areaMeans(larger, scaledSize(raster, size));
}
