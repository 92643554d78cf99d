import { basename } from 'node:path';
import { CandelaError, toWire, type WireError } from '@contract';
import type { Raster } from '@core';
import type { Photo } from '../photo/Photo';
import type { PhotoAt, PhotoCache } from './PhotoCache';

type Sized = PhotoAt & { size: number };

type Options = { signal: AbortSignal };

/** `damage` says what is wrong with the file; the photo is then only the part that decodes. */
type Visible = { photo: Photo; damage?: WireError };

/**
 * A photo to look at, its long edge at most `size`. A damaged one comes as far as it decodes, together with its damage.
 * @throws CandelaError as `decodePhoto`; `photo.damaged` if nothing is visible
 */
export async function visiblePhoto(input: Sized, photos: PhotoCache, { signal }: Options): Promise<Visible> {
  const { path, size } = input;
  try {
    return { photo: await photos.small(input, size, { signal }) };
  } catch (error) {
    if (!(error instanceof CandelaError) || error.code !== 'photo.damaged') throw error;
    const photo = await remains(input, photos, { signal });
    if (photo === null || isBlank(photo.raster)) throw error;
    const named = new CandelaError(error.code, { ...error.details, file: basename(path) });
    return { photo, damage: toWire(named, path) };
  }
}

/** Null if nothing decodes. The strict decoder's failure counts then. */
async function remains(input: Sized, photos: PhotoCache, { signal }: Options): Promise<Photo | null> {
  try {
    return await photos.remains(input, input.size, { signal });
  } catch (error) {
    if (error instanceof CandelaError) return null;
    throw error;
  }
}

/** Share of the pixels that must show something. Less than that is a block or two at the edge of the lost part. */
const leastShare = 0.01;

/**
 * Decoders fill the lost part, which reaches to the last pixel, with one colour. If almost all pixels have nearly that colour,
 * nothing is visible.
 */
function isBlank({ width, height, channels, data }: Raster): boolean {
  const enough = Math.ceil(leastShare * width * height * channels);
  const lastPixel = data.subarray(-channels);
  let shown = 0;
  for (let index = 0; index < data.length; index += 1) {
    if (data[index] !== lastPixel[index % channels]) shown += 1;
    if (shown >= enough) return false;
  }
  return true;
}
