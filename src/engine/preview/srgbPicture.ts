import type { Sharp } from 'sharp';
import type { Raster } from '@core';
import { sharp } from '../photo/codec/codec';
import type { Photo } from '../photo/Photo';
import { encodePixels } from '../photo/write/encodePixels';
import { splicePng } from '../photo/write/splice/splicePng';
import { displayCube } from './displayCube';

const coding = {
  format: 'png',
  bits: 8,
  quality: 100,
  chromaSubsampling: '4:4:4',
  lossless: true,
} as const;

/** A photo's pixels as a picture of 8 bits in sRGB, for programs that ignore profiles. It is encoded by whoever asks. */
export async function srgbPicture({
  raster,
  alpha,
  profile,
}: Pick<Photo, 'raster' | 'alpha' | 'profile'>): Promise<Sharp> {
  // Most profiles describe sRGB. A conversion by one takes longer than all the rest of a small picture.
  const other = (await displayCube(profile)) === null ? undefined : profile;
  // Without one most pictures need no file in between.
  if (other === undefined && alpha === undefined && raster.data instanceof Uint8Array)
    return sharp(raster.data, { raw: rawOf(raster), limitInputPixels: false }).toColourspace('srgb');
  const plain = await encodePixels({ raster, ...(alpha && { alpha }) }, coding);
  const file = other === undefined ? plain : Buffer.concat(splicePng(plain, { profile: other }).parts);
  return sharp(file, { limitInputPixels: false }).toColourspace('srgb');
}

function rawOf({ width, height, channels }: Raster): { width: number; height: number; channels: 1 | 3 } {
  return { width, height, channels };
}
