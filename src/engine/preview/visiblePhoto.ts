import { basename } from 'node:path';
import { CandelaError, toWire, type WireError } from '@contract';
import type { Raster } from '@core';
import type { Photo } from '../photo/Photo';
import type { PhotoAt, PhotoCache } from './PhotoCache';

type Sized = PhotoAt & { size: number };

type Options = { signal: AbortSignal };

/** `damage`: what is wrong with the file, of which the photo is only what decodes. */
type Visible = { photo: Photo; damage?: WireError };

/**
 * A photo for the eye, its long edge at most `size`: of a damaged one as much as decodes, together with what is wrong.
 * @throws CandelaError as `decodePhoto`; `photo.damaged` where there is nothing to be seen
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

/** Null where nothing decodes: what the strict decoding said of that is what counts. */
async function remains(input: Sized, photos: PhotoCache, { signal }: Options): Promise<Photo | null> {
  try {
    return await photos.remains(input, input.size, { signal });
  } catch (error) {
    if (error instanceof CandelaError) return null;
    throw error;
  }
}

/** Share of the pixels that must show something; less is a block or two at the edge of what is lost. */
const leastShare = 0.01;

/** Decoders fill what is lost, which reaches to the last pixel, with one colour: where nearly all is like it, nothing is to be seen. */
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
