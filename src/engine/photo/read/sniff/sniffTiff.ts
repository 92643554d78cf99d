import { asciiAt } from '../../bytes';
import type { ByteSource } from '../../source';
import {
  entryBytes,
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
  make: 0x010f,
  subIfds: 0x014a,
  cfaRepeat: 0x828d,
  cfaPattern: 0x828e,
  dngVersion: 0xc612,
} as const;

/** Colour filter array and linear raw. */
const rawPhotometric: readonly number[] = [32803, 34892];
/** Compressions that only cameras write: Sony, Nikon, Samsung, Kodak, Pentax. */
const rawCompression: readonly number[] = [32767, 32769, 32770, 34713, 65000, 65535];

const makers: readonly (readonly [name: RegExp, kind: string])[] = [
  [/nikon/i, 'an NEF camera raw file'],
  [/sony/i, 'an ARW camera raw file'],
  [/canon/i, 'a Canon camera raw file'],
  [/pentax|ricoh/i, 'a PEF camera raw file'],
  [/samsung/i, 'an SRW camera raw file'],
  [/olympus|om digital/i, 'an ORF camera raw file'],
  [/kodak/i, 'a Kodak camera raw file'],
  [/hasselblad/i, 'a 3FR camera raw file'],
  [/phase one|leaf|mamiya/i, 'an IIQ camera raw file'],
  [/epson/i, 'an ERF camera raw file'],
];

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

function makerOf(tiff: TiffFile, ifd: Ifd): string {
  const entry = findEntry(ifd, tags.make);
  return entry === undefined ? '' : asciiAt(entryBytes(tiff, entry), 0, 64);
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
 * Which camera raw a TIFF-structured file is, or null for an ordinary TIFF. The decision is based on its directories: a DNG
 * version, a colour filter array or a camera's own compression. Sub-directories count too.
 * @see Adobe DNG 1.7 specification; TIFF/EP (ISO 12234-2) for the colour filter tags.
 */
export function rawKindOfTiff(source: ByteSource): string | null {
  const tiff = openTiff(source);
  if (tiff === null) return null;
  const directories = allDirectories(tiff);
  if (directories.some((ifd) => findEntry(ifd, tags.dngVersion) !== undefined))
    return 'a DNG camera raw file';
  if (!directories.some((ifd) => holdsMosaic(tiff, ifd))) return null;
  const maker = directories.map((ifd) => makerOf(tiff, ifd)).find((name) => name !== '') ?? '';
  return makers.find(([name]) => name.test(maker))?.[1] ?? 'a camera raw file';
}
