import { notice, type Notice } from '@contract';
import { turnRaster, turnSamples, type Orientation, type Size } from '@core';
import type { PhotoFile } from '../openPhotoFile';
import { orientationOf } from '../orientation';
import type { PhotoHeader, Pixels, Turn } from './Decoder';

/**
 * How a photo is turned upright.
 * @param meta size of the picture as stored, and the orientation that the decoder applies by itself
 */
export async function turnOf(
  file: PhotoFile,
  metadata: Parameters<typeof orientationOf>[1],
  meta: Size & { orientation?: number | undefined },
): Promise<Turn> {
  const stated = await orientationOf(file, metadata, meta);
  if (stated === undefined) return { orientation: 1, byCodec: true, settlesTags: true };
  const { orientation, sidecar } = stated;
  const byCodec = orientation === (meta.orientation ?? 1);
  return { orientation, byCodec, settlesTags: orientation !== 1, ...(sidecar !== undefined && { sidecar }) };
}

export function turnNotices({
  orientation,
  sidecar,
}: {
  orientation: Orientation;
  sidecar?: string;
}): Notice[] {
  return sidecar === undefined || orientation === 1 ? [] : [notice('photo.sidecarTurned', { sidecar })];
}

/** Turns a photo upright if the codec has not. */
export function upright({ raster, alpha }: Pixels, { turn }: Pick<PhotoHeader, 'turn'>): Pixels {
  if (turn.byCodec) return { raster, ...(alpha && { alpha }) };
  const turned = turnRaster(raster, turn.orientation);
  if (alpha === undefined) return { raster: turned };
  return { raster: turned, alpha: turnSamples(alpha, { ...raster, channels: 1 }, turn.orientation) };
}
