import { asciiAt } from '../../bytes';
import { memorySource } from '../../source';
import { entryBytes, findEntry, openTiff, readIfd } from '../../tiff/tiffIfd';
import { tag } from './tags';

const longest = 256;

/** The software that an EXIF block names: a camera's firmware, or the last program that wrote the file. */
export function softwareOf(exif: Uint8Array | undefined): string | undefined {
  const tiff = exif && openTiff(memorySource(exif));
  const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
  const entry = ifd0 ? findEntry(ifd0, tag.software) : undefined;
  if (!tiff || !entry) return undefined;
  return asciiAt(entryBytes(tiff, entry), 0, longest).split('\0', 1)[0]?.trim();
}
