import { ByteReader } from './bytes';
import type { ByteSource } from './source';

/** One tag of an image file directory. Offsets count from the byte-order mark. */
export type IfdEntry = {
  tag: number;
  type: number;
  count: number;
  /** Where the 12 bytes of the entry stand. */
  at: number;
  /** Where its value stands, and how long it is in bytes. */
  offset: number;
  length: number;
};

export type Ifd = {
  at: number;
  entries: readonly IfdEntry[];
  /** Offset of the next directory, 0 for none. */
  next: number;
  /** Where the four bytes of `next` stand. */
  nextAt: number;
};

export type TiffFile = { source: ByteSource; littleEndian: boolean; firstIfd: number };

/** Bytes of one value by TIFF type; 13 is IFD, 129 the UTF-8 of EXIF 3.0. */
const typeSizes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1,
};

export const tiffType = { byte: 1, ascii: 2, short: 3, long: 4, rational: 5, undefined: 7, ifd: 13 } as const;

const maxEntries = 4096;

/** The header of a classic TIFF structure, or null where there is none (BigTIFF, anything else). */
export function openTiff(source: ByteSource): TiffFile | null {
  const head = source.read(0, 8);
  if (head.length < 8) return null;
  const order = head[0];
  if (order !== head[1] || (order !== 0x49 && order !== 0x4d)) return null;
  const littleEndian = order === 0x49;
  const reader = new ByteReader(head, littleEndian);
  return reader.u16(2) === 42 ? { source, littleEndian, firstIfd: reader.u32(4) } : null;
}

function readEntry(body: ByteReader, at: number, base: number): IfdEntry | null {
  const type = body.u16(at + 2);
  const count = body.u32(at + 4);
  const size = typeSizes[type];
  if (size === undefined) return null;
  const length = size * count;
  const offset = length <= 4 ? base + at + 8 : body.u32(at + 8);
  return { tag: body.u16(at), type, count, at: base + at, offset, length };
}

/**
 * Reads one directory; null when it does not lie within the file. Entries of unknown type or whose value lies outside
 * the file are left out.
 */
export function readIfd({ source, littleEndian }: TiffFile, at: number): Ifd | null {
  const head = source.read(at, 2);
  if (at < 8 || head.length < 2) return null;
  const count = new ByteReader(head, littleEndian).u16(0);
  const bytes = source.read(at + 2, count * 12 + 4);
  if (count === 0 || count > maxEntries || bytes.length < count * 12) return null;
  const body = new ByteReader(bytes, littleEndian);
  const entries: IfdEntry[] = [];
  for (let index = 0; index < count; index++) {
    const entry = readEntry(body, index * 12, at + 2);
    if (entry !== null && entry.offset + entry.length <= source.size) entries.push(entry);
  }
  const nextAt = at + 2 + count * 12;
  return { at, entries, next: bytes.length >= count * 12 + 4 ? body.u32(count * 12) : 0, nextAt };
}

export function findEntry(ifd: Ifd, tag: number): IfdEntry | undefined {
  return ifd.entries.find((entry) => entry.tag === tag);
}

/** The value's bytes as they are stored. */
export function entryBytes({ source }: TiffFile, entry: IfdEntry): Uint8Array {
  return source.read(entry.offset, entry.length);
}

/** The whole numbers of a BYTE, SHORT, LONG or IFD tag, at most `limit` of them; none for other types. */
export function entryNumbers(tiff: TiffFile, entry: IfdEntry, limit = 64): number[] {
  const size = typeSizes[entry.type] ?? 0;
  const count = Math.min(entry.count, limit);
  const reader = new ByteReader(tiff.source.read(entry.offset, count * size), tiff.littleEndian);
  const numbers: number[] = [];
  for (let index = 0; index < count; index++) {
    if (entry.type === tiffType.byte) numbers.push(reader.u8(index));
    else if (entry.type === tiffType.short) numbers.push(reader.u16(index * 2));
    else if (entry.type === tiffType.long || entry.type === tiffType.ifd) numbers.push(reader.u32(index * 4));
  }
  return numbers;
}

/** The first number of a tag, if the directory has it. */
export function numberOf(tiff: TiffFile, ifd: Ifd, tag: number): number | undefined {
  const entry = findEntry(ifd, tag);
  return entry === undefined ? undefined : entryNumbers(tiff, entry, 1)[0];
}

/** A RATIONAL as a number, if the directory has it and its denominator is not 0. */
export function rationalOf(tiff: TiffFile, ifd: Ifd, tag: number): number | undefined {
  const entry = findEntry(ifd, tag);
  if (entry?.type !== tiffType.rational || entry.count < 1) return undefined;
  const reader = new ByteReader(tiff.source.read(entry.offset, 8), tiff.littleEndian);
  const denominator = reader.u32(4);
  return denominator === 0 ? undefined : reader.u32(0) / denominator;
}
