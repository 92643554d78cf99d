import type { Raster } from '@core';
import { sharp } from './codec';

/**
 * A smaller copy of a raster whose long edge is at most `size` pixels; the raster itself when it is no larger. Stored values
 * are averaged as they are.
 */
export async function scaleToFit(
  raster: Raster,
  size: number,
  { signal }: { signal: AbortSignal },
): Promise<Raster> {
  signal.throwIfAborted();
  const { width, height, channels, data } = raster;
  const scale = size / Math.max(width, height);
  if (scale >= 1) return raster;
  const wide = data instanceof Uint16Array;
  const space = channels === 1 ? (wide ? 'grey16' : 'b-w') : wide ? 'rgb16' : 'srgb';
  const scaled = await sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .resize({
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
      fit: 'fill',
    })
    .toColourspace(space)
    .raw({ depth: wide ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  signal.throwIfAborted();
  const bytes = scaled.data;
  const samples = wide
    ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: scaled.info.width, height: scaled.info.height, channels, data: samples };
}
