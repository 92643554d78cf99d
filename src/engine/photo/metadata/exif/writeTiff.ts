import { entryBytes, type Ifd, type TiffFile } from '../../tiff/tiffIfd';
import { longTag, tag as tags, type Tag } from './tags';

const unitSizes: Readonly<Record<number, number>> = {
  3: 2,
  4: 4,
  5: 4,
  8: 2,
  9: 4,
  10: 4,
  11: 4,
  12: 8,
  13: 4,
};

/** The tags of a directory with their values. */
export function readTags(tiff: TiffFile, ifd: Ifd): Tag[] {
  return ifd.entries.map((entry) => ({
    tag: entry.tag,
    type: entry.type,
    count: entry.count,
    bytes: entryBytes(tiff, entry),
  }));
}

/** The same tag in the other byte order. Opaque bytes do not change. */
export function swapTag(tag: Tag): Tag {
  const size = unitSizes[tag.type] ?? 1;
  if (size === 1) return tag;
  const bytes = Buffer.from(tag.bytes);
  if (size === 2) bytes.swap16();
  else if (size === 4) bytes.swap32();
  else bytes.swap64();
  return { ...tag, bytes };
}

/** A directory as bytes for an (even) offset `at` from the byte-order mark. Values that do not fit into it follow its table. */
export function ifdBytes(unsorted: readonly Tag[], at: number, littleEndian: boolean): Uint8Array {
  const sorted = [...unsorted].sort((a, b) => a.tag - b.tag);
  const tableLength = 2 + sorted.length * 12 + 4;
  const table = Buffer.alloc(tableLength);
  const u16 = (value: number, to: number): number =>
    littleEndian ? table.writeUInt16LE(value, to) : table.writeUInt16BE(value, to);
  const u32 = (value: number, to: number): number =>
    littleEndian ? table.writeUInt32LE(value, to) : table.writeUInt32BE(value, to);
  const values: Uint8Array[] = [];
  let end = at + tableLength;
  u16(sorted.length, 0);
  sorted.forEach(({ tag, type, count, bytes }, index) => {
    const entry = 2 + index * 12;
    u16(tag, entry);
    u16(type, entry + 2);
    u32(count, entry + 4);
    if (bytes.length <= 4) table.set(bytes, entry + 8);
    else {
      u32(end, entry + 8);
      // Values begin at even offsets (TIFF 6.0, page 15).
      values.push(bytes, new Uint8Array(bytes.length & 1));
      end += bytes.length + (bytes.length & 1);
    }
  });
  return Buffer.concat([table, ...values]);
}

/** Directories of an EXIF block. */
export type ExifTags = {
  ifd0: readonly Tag[];
  exif: readonly Tag[];
  gps: readonly Tag[];
  interoperability: readonly Tag[];
};

function header(littleEndian: boolean): Uint8Array {
  return Buffer.from(littleEndian ? 'II\x2a\0\x08\0\0\0' : 'MM\0\x2a\0\0\0\x08', 'latin1');
}

/** A new EXIF block from tags with values in the given byte order. The pointers between its directories are made here. */
export function writeExif(parts: ExifTags, littleEndian: boolean): Uint8Array {
  const pointers: readonly number[] = [tags.exifIfd, tags.gpsIfd, tags.interoperabilityIfd];
  const own = (list: readonly Tag[]): Tag[] => list.filter(({ tag }) => !pointers.includes(tag));
  const emptyPointer = (number: number, list: readonly Tag[]): Tag[] =>
    list.length === 0 ? [] : [longTag(number, 0, littleEndian)];
  const place = (list: readonly Tag[], at: number): number => at + ifdBytes(list, at, littleEndian).length;

  const hasExif = parts.exif.length + parts.interoperability.length > 0;
  const ifd0 = [
    ...own(parts.ifd0),
    ...(hasExif ? [longTag(tags.exifIfd, 0, littleEndian)] : []),
    ...emptyPointer(tags.gpsIfd, parts.gps),
  ];
  const exif = [...own(parts.exif), ...emptyPointer(tags.interoperabilityIfd, parts.interoperability)];
  const exifAt = place(ifd0, 8);
  const gpsAt = hasExif ? place(exif, exifAt) : exifAt;
  const interoperabilityAt = parts.gps.length > 0 ? place(parts.gps, gpsAt) : gpsAt;
  const addresses = new Map<number, number>([
    [tags.exifIfd, exifAt],
    [tags.gpsIfd, gpsAt],
    [tags.interoperabilityIfd, interoperabilityAt],
  ]);
  const resolve = (list: readonly Tag[]): Tag[] =>
    list.map((tag) =>
      addresses.has(tag.tag) ? longTag(tag.tag, addresses.get(tag.tag) ?? 0, littleEndian) : tag,
    );
  return Buffer.concat([
    header(littleEndian),
    ifdBytes(resolve(ifd0), 8, littleEndian),
    ...(hasExif ? [ifdBytes(resolve(exif), exifAt, littleEndian)] : []),
    ...(parts.gps.length > 0 ? [ifdBytes(parts.gps, gpsAt, littleEndian)] : []),
    ...(parts.interoperability.length > 0
      ? [ifdBytes(parts.interoperability, interoperabilityAt, littleEndian)]
      : []),
  ]);
}
