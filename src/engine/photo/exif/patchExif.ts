import { entryNumbers, findEntry, type Ifd, type TiffFile } from '../tiffIfd';
import { ExifBlock, exifLayout, type ExifLayout } from './exifBlock';
import { asciiTag, longTag, shortTag, tag, type Tag } from './tags';
import { writeExif } from './writeTiff';

/** What changes in the EXIF of a result. */
export type ExifEdits = {
  software: string;
  /** When the result is made. */
  now: Date;
  width: number;
  height: number;
  keepGps: boolean;
  /** Set when the pixels were converted to sRGB. */
  becameSrgb: boolean;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026:11:23 01:02:03`, local time. */
export function exifDate(now: Date): string {
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join(':');
  return `${date} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':')}`;
}

/** `+02:00`: the offset of local time from UTC. */
export function exifOffset(now: Date): string {
  const minutes = -now.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const sRgb = 1;

function exifTags(edits: ExifEdits, littleEndian: boolean): Tag[] {
  return [
    longTag(tag.pixelXDimension, edits.width, littleEndian),
    longTag(tag.pixelYDimension, edits.height, littleEndian),
    asciiTag(tag.offsetTime, exifOffset(edits.now)),
    ...(edits.becameSrgb ? [shortTag(tag.colourSpace, sRgb, littleEndian)] : []),
  ];
}

/** A new block for a photo that brought none, or none that could be kept. */
export function minimalExif(edits: ExifEdits): Uint8Array {
  const ifd0 = [asciiTag(tag.software, edits.software), asciiTag(tag.dateTime, exifDate(edits.now))];
  const version: Tag = { tag: tag.exifVersion, type: 7, count: 4, bytes: Buffer.from('0232', 'latin1') };
  return writeExif({ ifd0, exif: [version, ...exifTags(edits, true)], gps: [], interoperability: [] }, true);
}

type Range = { offset: number; length: number };

/** Whether a range lies clear of every directory but `owner` and of their values: hostile files point at what must stay. */
function isFree({ offset, length }: Range, { ifd0, exif, gps, thumbnail }: ExifLayout, owner: Ifd): boolean {
  const others = [ifd0, exif, gps, thumbnail].filter((ifd) => ifd !== null && ifd !== owner) as Ifd[];
  const taken = others.flatMap((ifd): Range[] => [
    { offset: ifd.at, length: ifd.nextAt + 4 - ifd.at },
    ...ifd.entries,
  ]);
  return (
    offset >= 8 &&
    taken.every((other) => other.offset >= offset + length || other.offset + other.length <= offset)
  );
}

/** The dark original in small must not survive in the bright result. */
function dropThumbnail(block: ExifBlock, layout: ExifLayout): void {
  const { tiff, ifd0, thumbnail } = layout;
  if (ifd0.next === 0) return;
  block.setU32(ifd0.nextAt, 0);
  if (thumbnail === null) return;
  const offset = numberAt(tiff, thumbnail, tag.thumbnailOffset);
  const length = numberAt(tiff, thumbnail, tag.thumbnailLength);
  block.zero(thumbnail.at, thumbnail.nextAt + 4);
  if (offset === undefined || length === undefined || !isFree({ offset, length }, layout, thumbnail)) return;
  block.zero(offset, offset + length);
  if (offset + length >= tiff.source.size) block.trim(offset);
}

function numberAt(tiff: TiffFile, ifd: Ifd, number: number): number | undefined {
  const entry = findEntry(ifd, number);
  return entry === undefined ? undefined : entryNumbers(tiff, entry, 1)[0];
}

/** The place where the photo was taken, byte by byte. */
function dropGps(block: ExifBlock, layout: ExifLayout): void {
  const { gps } = layout;
  if (gps === null) return;
  const outside = gps.entries.filter((entry) => entry.length > 4 && isFree(entry, layout, gps));
  for (const { offset, length } of outside) block.zero(offset, offset + length);
  block.zero(gps.at, gps.nextAt + 4);
}

function ifd0Edits(layout: ExifLayout, edits: ExifEdits): { set: Tag[]; remove: number[] } {
  const { littleEndian } = layout.tiff;
  const has = (number: number): boolean => findEntry(layout.ifd0, number) !== undefined;
  const set = [asciiTag(tag.software, edits.software), asciiTag(tag.dateTime, exifDate(edits.now))];
  if (has(tag.orientation)) set.push(shortTag(tag.orientation, 1, littleEndian));
  if (has(tag.imageWidth)) set.push(longTag(tag.imageWidth, edits.width, littleEndian));
  if (has(tag.imageLength)) set.push(longTag(tag.imageLength, edits.height, littleEndian));
  return { set, remove: edits.keepGps ? [] : [tag.gpsIfd] };
}

/**
 * Carries the EXIF of an original over to its result. All that is not named by `edits` stays byte for byte at its offset; only
 * the embedded thumbnail goes.
 * @param original from the byte-order mark on
 * @returns the new block, or null when the original is not sound
 */
export function patchExif(original: Uint8Array, edits: ExifEdits): Uint8Array | null {
  const layout = exifLayout(original);
  if (layout === null) return null;
  const { littleEndian } = layout.tiff;
  const block = new ExifBlock(original, littleEndian);
  dropThumbnail(block, layout);
  if (!edits.keepGps) dropGps(block, layout);
  const main = ifd0Edits(layout, edits);
  if (layout.exif !== null) {
    const movedTo = block.edit(layout.exif, { set: exifTags(edits, littleEndian), remove: [] });
    main.set.push(block.pointer(tag.exifIfd, movedTo));
  }
  block.setU32(4, block.edit(layout.ifd0, main));
  const bytes = block.toBytes();
  return exifLayout(bytes) === null ? null : bytes;
}
