import type { Photo, PhotoInfo } from '../Photo';
import { openPhoto, type OpenOptions, type PixelOptions } from './openPhoto';

/**
 * Opens a photo and decodes it with all its metadata.
 * @param path absolute
 * @throws CandelaError as `openPhoto` and its `decode`
 */
export async function decodePhoto(
  path: string,
  options: Omit<OpenOptions, 'headerOnly'> & PixelOptions,
): Promise<Photo> {
  await using photo = await openPhoto(path, options);
  return await photo.decode(options);
}

/**
 * The facts about a photo that are known before its pixels are decoded.
 * @param path absolute
 * @throws CandelaError as `openPhoto`
 */
export async function inspectPhoto(
  path: string,
  options: Omit<OpenOptions, 'headerOnly'>,
): Promise<PhotoInfo> {
  await using photo = await openPhoto(path, { ...options, headerOnly: true });
  return photo.info;
}
