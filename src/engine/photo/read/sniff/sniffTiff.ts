import { startsWith } from '../../bytes';
import type { ByteSource } from '../../source';
import {
  entryNumbers,
  findEntry,
  numberOf,
  openTiff,
  readIfd,
  type Ifd,
  type TiffFile,
} from '../../tiff/tiffIfd';

const tags = {
  compression: 0x0103,
  photometric: 0x0106,
  subIfds: 0x014a,
  cfaRepeat: 0x828d,
  cfaPattern: 0x828e,
  dngVersion: 0xc612,
} as const;

/** Colour filter array and linear raw. */
const rawPhotometric: readonly number[] = [32803, 34892];
/** Compressions that only cameras write: Sony, Nikon, Samsung, Kodak, Pentax. */
const rawCompression: readonly number[] = [32767, 32769, 32770, 34713, 65000, 65535];

/** Ways to compress a DNG that LibRaw, or our build of it, does not know: deflate, old and new, and JPEG XL. */
const unknownCompression: readonly number[] = [8, 32_946, 52_546];

/** A limit, because a hostile file may chain directories endlessly. */
const maxDirectories = 64;

function holdsMosaic(tiff: TiffFile, ifd: Ifd): boolean {
  return (
    rawPhotometric.includes(numberOf(tiff, ifd, tags.photometric) ?? 0) ||
    rawCompression.includes(numberOf(tiff, ifd, tags.compression) ?? 0) ||
    findEntry(ifd, tags.cfaPattern) !== undefined ||
    findEntry(ifd, tags.cfaRepeat) !== undefined
  );
}

/** Every directory of a TIFF once, including sub-directories. */
function allDirectories(tiff: TiffFile): Ifd[] {
  const directories: Ifd[] = [];
  const queue = [tiff.firstIfd];
  const seen = new Set<number>();
  for (let at = queue.shift(); at !== undefined && seen.size < maxDirectories; at = queue.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const ifd = readIfd(tiff, at);
    if (ifd === null) continue;
    directories.push(ifd);
    const children = findEntry(ifd, tags.subIfds);
    if (children !== undefined) queue.push(...entryNumbers(tiff, children, maxDirectories));
    queue.push(ifd.next);
  }
  return directories;
}

/**
 * Whether a file with a TIFF's structure is a camera raw: its directories hold a DNG version, a colour filter array or a camera's own
 * compression. Sub-directories count too.
 * @see Adobe DNG 1.7 specification; TIFF/EP (ISO 12234-2) for the colour filter tags.
 */
export function isRawTiff(source: ByteSource): boolean {
  // Canon's second format says so behind its header.
  if (startsWith(source.read(8, 2), 'CR')) return true;
  const tiff = openTiff(source);
  if (tiff === null) return false;
  return allDirectories(tiff).some(
    (ifd) => findEntry(ifd, tags.dngVersion) !== undefined || holdsMosaic(tiff, ifd),
  );
}

/** Whether a raw's own picture is compressed in a way that is not known. The library calls such a file broken. */
export function hasUnknownCompression(source: ByteSource): boolean {
  const tiff = openTiff(source);
  if (tiff === null) return false;
  return allDirectories(tiff).some(
    (ifd) =>
      rawPhotometric.includes(numberOf(tiff, ifd, tags.photometric) ?? 0) &&
      unknownCompression.includes(numberOf(tiff, ifd, tags.compression) ?? 0),
  );
}
