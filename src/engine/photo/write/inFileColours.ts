import { p3ToSrgb } from '@core';
import type { Photo } from '../Photo';
import type { Coding } from './encodePixels';

/**
 * A photo with the colours that its file is to have. A developed raw has wide colours in its 16 bits. In 8 bits it is an ordinary photo:
 * sRGB. The samples are converted in place.
 */
export function inFileColours(photo: Photo, { bits }: Coding): Photo {
  const { raster, source } = photo;
  const isWide = source.isDeveloped === true && raster.data instanceof Uint16Array && raster.channels === 3;
  if (!isWide || bits > 8) return photo;
  p3ToSrgb(raster.data);
  const narrow = { ...photo };
  delete narrow.profile;
  return narrow;
}
