import { CandelaError, type PhotoFormat } from '@contract';
import { tag } from '../metadata/exif/tags';
import type { PhotoSource } from '../Photo';
import type { ByteSource } from '../source';
import { isHeifProblem, openHeif, pictureItems } from './container/heifFile';
import { chainOf, numberOf, openTiff, type Ifd, type TiffFile } from '../tiff/tiffIfd';

/** The page of a photo. TIFF and HEIC have several; every other photo is its own page 1. */
export type PhotoPage = {
  /** Counted from 1 among the full pictures of the file. */
  number: number;
  /** The number of pages, at least 1. */
  count: number;
  /** Index of the page's directory in a TIFF's chain, counted from 0, including smaller copies. */
  directory: number;
  /** Offset of that directory in the file; 0 if there is none. */
  directoryAt: number;
  /** The page's item in a HEIC. */
  item?: number;
};

/** Whether a directory contains a smaller copy of another one's picture. @see TIFF 6.0, NewSubfileType */
export function isSmallerCopy(tiff: TiffFile, ifd: Ifd): boolean {
  return ((numberOf(tiff, ifd, tag.subfileType) ?? 0) & 1) !== 0;
}

type Place = Pick<PhotoPage, 'directory' | 'directoryAt' | 'item'>;

const onlyPlace: Place = { directory: 0, directoryAt: 0 };

/** The full pictures in the chain of directories, or the first one if all are smaller copies. */
function fullPictures(tiff: TiffFile): Place[] {
  const found: Place[] = [];
  let directory = 0;
  for (const ifd of chainOf(tiff)) {
    if (!isSmallerCopy(tiff, ifd)) found.push({ directory, directoryAt: ifd.at });
    directory += 1;
  }
  return found.length > 0 ? found : [{ directory: 0, directoryAt: tiff.firstIfd }];
}

/** The pictures of a HEIC, the main one first. A file that makes no sense has one, whose decoder says so. */
function heicPictures(source: ByteSource): Place[] {
  const file = openHeif(source);
  return isHeifProblem(file) ? [onlyPlace] : pictureItems(file).map((item) => ({ ...onlyPlace, item }));
}

function placesIn(source: ByteSource, format: PhotoFormat): Place[] {
  if (format === 'heic') return heicPictures(source);
  const tiff = format === 'tiff' ? openTiff(source) : null;
  return tiff ? fullPictures(tiff) : [onlyPlace];
}

/**
 * Finds a page of a photo.
 * @param number counted from 1
 * @throws CandelaError `photo.noPage`
 */
export function findPage(
  source: ByteSource,
  { path: file, format }: { path: string; format: PhotoFormat },
  number = 1,
): PhotoPage {
  const pages = placesIn(source, format);
  const count = pages.length;
  const found = pages[number - 1];
  if (found === undefined) {
    const has = count === 1 ? '1 page' : `${String(count)} pages`;
    throw new CandelaError('photo.noPage', { file, pages: has, page: number });
  }
  return { number, count, ...found };
}

/** The page's numbers, for a photo with several. */
export function pageOf({ number, count }: PhotoPage): Pick<PhotoSource, 'page' | 'pages'> {
  return count > 1 ? { page: number, pages: count } : {};
}

/** The codec's number of the page: it counts all directories, from 0. */
export function pageForCodec({ directory }: PhotoPage): { page?: number } {
  return directory === 0 ? {} : { page: directory };
}
