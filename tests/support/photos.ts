/**
 * @file Photos that tests write for themselves and read back without the engine.
 */
import sharp from 'sharp';
import type { Raster, Samples } from '@core';

/** A dark, grainy picture, the same on every run. */
export function noisyRaster(
  width: number,
  height: number,
  { channels = 3, bits = 8 }: Partial<Kind> = {},
): Raster {
  const length = width * height * channels;
  const data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
  let state = width * 31 + height;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[i] = state >>> 12;
  }
  return { width, height, channels, data };
}

export type Kind = { channels: 1 | 3; bits: 8 | 16 };

/** Writes a raster without loss, at its own depth, as the path's extension says (png, tiff, webp) or as a good JPEG. */
export async function writeRaster({ width, height, channels, data }: Raster, path: string): Promise<void> {
  const wide = data instanceof Uint16Array;
  const image = sharp(data, { raw: { width, height, channels } });
  const space = wide ? (channels === 1 ? 'grey16' : 'rgb16') : channels === 1 ? 'b-w' : 'srgb';
  const shaped = image.toColourspace(space);
  if (path.endsWith('.tiff')) await shaped.tiff({ compression: 'deflate' }).toFile(path);
  else if (path.endsWith('.webp')) await shaped.webp({ lossless: true }).toFile(path);
  else if (path.endsWith('.jpg')) await shaped.jpeg({ quality: 95 }).toFile(path);
  else await shaped.png().toFile(path);
}

/** The stored samples of a file, at its own depth. */
export async function storedSamples(
  path: string,
): Promise<{ samples: Samples; channels: number; width: number }> {
  const { depth, channels } = await sharp(path).metadata();
  const wide = depth === 'ushort';
  const image = sharp(path, { ignoreIcc: true, limitInputPixels: false });
  const shaped = wide ? image.toColourspace(channels === 1 ? 'grey16' : 'rgb16') : image;
  const { data, info } = await shaped
    .raw({ depth: wide ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const samples = wide
    ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
    : new Uint8Array(data);
  return { samples, channels: info.channels, width: info.width };
}
