import type { Raster, Samples, Size } from '@core';
import { sharp } from './codec';
import { inTurn } from './codecTurns';
import { joined, samplesOf, separate } from './samples';

type Pixels = { raster: Raster; alpha?: Samples };

/** The size of a photo after it is scaled down to this long edge. */
export function scaledSize({ width, height }: Size, longEdge: number): Size {
  const scale = Math.min(1, longEdge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A smaller copy of a raster whose long edge is at most `size` pixels; the raster itself if it is not larger. Stored values are
 * averaged directly, by a three-lobed Lanczos window.
 */
export async function scaleToFit(
  raster: Raster,
  size: number,
  { signal }: { signal: AbortSignal },
): Promise<Raster> {
  const { raster: scaled } = await scalePixels({ raster }, size, { signal });
  return scaled;
}

/** Like `scaleToFit`, with alpha. Colours are weighted by their opacity, so that invisible colours do not show at edges. */
export async function scalePixels(
  pixels: Pixels,
  size: number,
  { signal }: { signal: AbortSignal },
): Promise<Pixels> {
  signal.throwIfAborted();
  const { raster, alpha } = pixels;
  const { width, height, channels, data } = raster;
  if (size >= Math.max(width, height)) return pixels;
  const wide = data instanceof Uint16Array;
  const all = alpha === undefined ? data : joined({ colours: data, alpha });
  const stored = alpha === undefined ? channels : channels === 1 ? 2 : 4;
  const scaled = sharp(all, {
    raw: { width, height, channels: stored },
    limitInputPixels: false,
  })
    .resize({ ...scaledSize(raster, size), fit: 'fill', kernel: 'lanczos3' })
    .toColourspace(spaceOf(raster, alpha !== undefined))
    .raw({ depth: wide ? 'ushort' : 'uchar' });
  const { data: bytes, info } = await inTurn(() => scaled.toBuffer({ resolveWithObject: true }));
  signal.throwIfAborted();
  const alphaAt = alpha === undefined ? null : info.channels - 1;
  const layout = { channels: info.channels, colours: channels, alphaAt };
  const planes = separate(samplesOf(bytes, wide), layout);
  return {
    raster: { width: info.width, height: info.height, channels, data: planes.colours },
    ...(planes.alpha && { alpha: planes.alpha }),
  };
}

/** sharp drops the alpha of 8-bit grey, so such photos go through RGB. */
function spaceOf({ channels, data }: Raster, hasAlpha: boolean): 'grey16' | 'rgb16' | 'b-w' | 'srgb' {
  if (data instanceof Uint16Array) return channels === 1 ? 'grey16' : 'rgb16';
  return channels === 1 && !hasAlpha ? 'b-w' : 'srgb';
}

/** 8-bit RGB at exactly this size, whatever its proportions were. */
export async function stretched({ data, ...from }: Raster, { width, height }: Size): Promise<Raster> {
  const raw = { width: from.width, height: from.height, channels: 3 as const };
  const scaling = sharp(data, { raw }).resize({ width, height, fit: 'fill' }).raw({ depth: 'uchar' });
  const scaled = await inTurn(() => scaling.toBuffer());
  return { width, height, channels: 3, data: Uint8Array.from(scaled) };
}
