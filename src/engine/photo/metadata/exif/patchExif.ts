import type { Density } from '../../Photo';
import { placedSubject, type Placement } from '../placement';
import {
  entryNumbers,
  findEntry,
  tiffType,
  type Ifd,
  type IfdEntry,
  type TiffFile,
} from '../../tiff/tiffIfd';
import { ExifBlock, exifLayout, type ExifLayout } from './exifBlock';
import { asciiTag, longTag, rationalTag, shortTag, tag, type Tag } from './tags';
import { wordTags, type Words } from './wordTags';
import { writeExif } from './writeTiff';

/** The changes to a result's EXIF. */
export type ExifEdits = {
  software: string;
  /** The time when the result is made. */
  now: Date;
  width: number;
  height: number;
  keepGps: boolean;
  colour: ExifColour;
  /** Replace those of the block; none are added. */
  words?: Words | undefined;
  /** Whether an orientation tag becomes 1. A tag that was not applied stays. */
  settlesOrientation: boolean;
  /** How the pixels were moved; absent if they were not. */
  placement?: Placement | undefined;
  /** Written if the block has no resolution, because some formats have no other place for it. */
  density?: Density | undefined;
};

/** The values' colour space as EXIF knows it. `asWas`: only the block says anything about it. */
export type ExifColour = 'srgb' | 'adobeRgb' | 'other' | 'asWas';

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

/** @see CIPA DC-008 (EXIF 3.0), 4.6.6.2: all that is not sRGB is 'uncalibrated' */
const colourSpaces: Readonly<Record<Exclude<ExifColour, 'asWas'>, number>> = {
  srgb: 1,
  adobeRgb: 0xffff,
  other: 0xffff,
};

/** @see CIPA DC-009 (DCF 2.0): the basic file and the optional one, whose space is Adobe RGB */
const colourIndexes: Readonly<Partial<Record<ExifColour, string>>> = { srgb: 'R98', adobeRgb: 'R03' };

function resolutionTags({ density }: ExifEdits, littleEndian: boolean): Tag[] {
  if (density === undefined) return [];
  return [
    rationalTag(tag.xResolution, density.x, littleEndian),
    rationalTag(tag.yResolution, density.y, littleEndian),
    shortTag(tag.resolutionUnit, density.unit === 'inch' ? 2 : 3, littleEndian),
  ];
}

function exifTags(edits: ExifEdits, littleEndian: boolean): Tag[] {
  const { colour } = edits;
  return [
    longTag(tag.pixelXDimension, edits.width, littleEndian),
    longTag(tag.pixelYDimension, edits.height, littleEndian),
    asciiTag(tag.offsetTime, exifOffset(edits.now)),
    ...(colour === 'asWas' ? [] : [shortTag(tag.colourSpace, colourSpaces[colour], littleEndian)]),
  ];
}

/** A new block for a photo without a usable one. */
export function minimalExif(edits: ExifEdits): Uint8Array {
  const ifd0 = [
    asciiTag(tag.software, edits.software),
    asciiTag(tag.dateTime, exifDate(edits.now)),
    ...resolutionTags(edits, true),
  ];
  // Without a profile the values count as sRGB.
  const colour = edits.colour === 'asWas' ? 'srgb' : edits.colour;
  const version: Tag = { tag: tag.exifVersion, type: 7, count: 4, bytes: Buffer.from('0232', 'latin1') };
  return writeExif(
    { ifd0, exif: [version, ...exifTags({ ...edits, colour }, true)], gps: [], interoperability: [] },
    true,
  );
}

type Range = { offset: number; length: number };

/** Whether a range overlaps no directory except `owner`, and none of their values. Hostile files point at data that must stay. */
function isFree(
  { offset, length }: Range,
  { ifd0, exif, gps, thumbnail, interoperability }: ExifLayout,
  owner: Ifd,
): boolean {
  const others = [ifd0, exif, gps, thumbnail, interoperability].filter(
    (ifd) => ifd !== null && ifd !== owner,
  ) as Ifd[];
  const taken = others.flatMap((ifd): Range[] => [
    { offset: ifd.at, length: ifd.nextAt + 4 - ifd.at },
    ...ifd.entries,
  ]);
  return (
    offset >= 8 &&
    taken.every((other) => other.offset >= offset + length || other.offset + other.length <= offset)
  );
}

/** The thumbnail shows the dark original and must not stay in the bright result. */
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

/** Erases the place where the photo was taken, byte by byte. */
function dropGps(block: ExifBlock, layout: ExifLayout): void {
  const { gps } = layout;
  if (gps === null) return;
  for (const entry of gps.entries) wipe(block, layout, { entry, owner: gps });
  block.zero(gps.at, gps.nextAt + 4);
}

type Owned = { entry: IfdEntry; owner: Ifd };

function wipe(block: ExifBlock, layout: ExifLayout, { entry, owner }: Owned): void {
  if (entry.length > 4 && isFree(entry, layout, owner)) block.zero(entry.offset, entry.offset + entry.length);
}

/** Makers store positions and city names in their notes, in their own ways. Only removing the note removes them all. */
function dropMakerNote(block: ExifBlock, layout: ExifLayout): void {
  const note = layout.exif && findEntry(layout.exif, tag.makerNote);
  if (note && layout.exif) wipe(block, layout, { entry: note, owner: layout.exif });
}

/** The subject's place in the moved pixels. */
function subjectTags({ tiff, exif }: ExifLayout, { placement }: ExifEdits): Tag[] {
  if (placement === undefined || exif === null) return [];
  return [tag.subjectArea, tag.subjectLocation].flatMap((number) => {
    const entry = findEntry(exif, number);
    const placed = entry && placedSubject(entryNumbers(tiff, entry), placement);
    if (!placed) return [];
    const bytes = placed.map((value) => shortTag(number, Math.min(value, 0xffff), tiff.littleEndian).bytes);
    return [{ tag: number, type: tiffType.short, count: placed.length, bytes: Buffer.concat(bytes) }];
  });
}

/** The new EXIF directory. The interoperability directory is made to match the colours. */
function exifEdits(block: ExifBlock, layout: ExifLayout, edits: ExifEdits): { set: Tag[]; remove: number[] } {
  const { tiff, exif, interoperability } = layout;
  const set = [...exifTags(edits, tiff.littleEndian), ...subjectTags(layout, edits)];
  const remove: number[] = edits.keepGps ? [] : [tag.makerNote];
  if (exif !== null && findEntry(exif, tag.imageEditingSoftware) !== undefined)
    set.push(asciiTag(tag.imageEditingSoftware, edits.software));
  if (interoperability === null || edits.colour === 'asWas') return { set, remove };
  const index = colourIndexes[edits.colour];
  // There is no index for other spaces.
  if (index === undefined) return { set, remove: [...remove, tag.interoperabilityIfd] };
  const named = { set: [asciiTag(tag.interoperabilityIndex, index)], remove: [] };
  set.push(block.pointer(tag.interoperabilityIfd, block.edit(interoperability, named)));
  return { set, remove };
}

function ifd0Edits(layout: ExifLayout, edits: ExifEdits): { set: Tag[]; remove: number[] } {
  const { littleEndian } = layout.tiff;
  const has = (number: number): boolean => findEntry(layout.ifd0, number) !== undefined;
  const set = [asciiTag(tag.software, edits.software), asciiTag(tag.dateTime, exifDate(edits.now))];
  if (edits.settlesOrientation && has(tag.orientation)) set.push(shortTag(tag.orientation, 1, littleEndian));
  if (has(tag.imageWidth)) set.push(longTag(tag.imageWidth, edits.width, littleEndian));
  if (has(tag.imageLength)) set.push(longTag(tag.imageLength, edits.height, littleEndian));
  set.push(...wordTags(edits.words ?? {}, littleEndian).filter(({ tag: number }) => has(number)));
  if (!has(tag.xResolution)) set.push(...resolutionTags(edits, littleEndian));
  return { set, remove: edits.keepGps ? [] : [tag.gpsIfd] };
}

/**
 * Carries an original's EXIF over to its result. Everything that `edits` does not name stays byte for byte at its offset. Only the
 * embedded thumbnail is removed.
 * @param original starts at the byte-order mark
 * @returns the new block, or null if the original is not sound
 */
export function patchExif(original: Uint8Array, edits: ExifEdits): Uint8Array | null {
  const layout = exifLayout(original);
  if (layout === null) return null;
  const block = new ExifBlock(original, layout.tiff.littleEndian);
  dropThumbnail(block, layout);
  if (!edits.keepGps) {
    dropGps(block, layout);
    dropMakerNote(block, layout);
  }
  const main = ifd0Edits(layout, edits);
  if (layout.exif !== null) {
    const movedTo = block.edit(layout.exif, exifEdits(block, layout, edits));
    main.set.push(block.pointer(tag.exifIfd, movedTo));
  }
  block.setU32(4, block.edit(layout.ifd0, main));
  const bytes = block.toBytes();
  return exifLayout(bytes) === null ? null : bytes;
}
