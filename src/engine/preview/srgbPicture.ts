import type { Sharp } from 'sharp';
import type { Raster } from '@core';
import { sharp } from '../photo/codec/codec';
import type { Photo } from '../photo/Photo';
import { encodePixels } from '../photo/write/encodePixels';
import { splicePng } from '../photo/write/splice/splicePng';

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
  // Most pictures need no file in between, which would cost more than all the rest.
  if (profile === undefined && alpha === undefined && raster.data instanceof Uint8Array)
    return sharp(raster.data, { raw: rawOf(raster), limitInputPixels: false }).toColourspace('srgb');
  const plain = await encodePixels({ raster, ...(alpha && { alpha }) }, coding);
  const file = profile === undefined ? plain : Buffer.concat(splicePng(plain, { profile }).parts);
  return sharp(file, { limitInputPixels: false }).toColourspace('srgb');
}

function rawOf({ width, height, channels }: Raster): { width: number; height: number; channels: 1 | 3 } {
  return { width, height, channels };
}
