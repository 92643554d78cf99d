import { ByteReader } from '../bytes';
import type { ByteSource } from '../source';

/** One tag of an image file directory. Offsets count from the byte-order mark. */
export type IfdEntry = {
  tag: number;
  type: number;
  count: number;
  /** Offset of the entry's 12 bytes. */
  at: number;
  /** Offset of its value, and its length in bytes. */
  offset: number;
  length: number;
};

export type Ifd = {
  at: number;
  entries: readonly IfdEntry[];
  /** Offset of the next directory, 0 for none. */
  next: number;
  /** Offset of the four bytes of `next`. */
  nextAt: number;
};

/** `isBig`: a BigTIFF, whose offsets and counts have 64 bits. */
export type TiffFile = { source: ByteSource; littleEndian: boolean; isBig: boolean; firstIfd: number };

/** Bytes of one value by TIFF type; 13 is IFD, 16 to 18 are BigTIFF's, 129 is the UTF-8 of EXIF 3.0. */
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
  16: 8,
  17: 8,
  18: 8,
  129: 1,
};

export const tiffType = {
  byte: 1,
  ascii: 2,
  short: 3,
  long: 4,
  rational: 5,
  undefined: 7,
  float: 11,
  double: 12,
  ifd: 13,
  long8: 16,
  slong8: 17,
  ifd8: 18,
} as const;

const maxEntries = 4096;

/** The header of a TIFF structure, classic or big; null if there is none. @see the BigTIFF design, libtiff */
export function openTiff(source: ByteSource): TiffFile | null {
  const head = source.read(0, 16);
  if (head.length < 8) return null;
  const order = head[0];
  if (order !== head[1] || (order !== 0x49 && order !== 0x4d)) return null;
  const littleEndian = order === 0x49;
  const reader = new ByteReader(head, littleEndian);
  const version = reader.u16(2);
  if (version === 42) return { source, littleEndian, isBig: false, firstIfd: reader.u32(4) };
  const isBig = version === 43 && head.length === 16 && reader.u16(4) === 8;
  return isBig ? { source, littleEndian, isBig, firstIfd: reader.u64(8) } : null;
}

/**
 * Sizes in bytes: of the number of entries, of an entry, and of an offset. An entry stores values up to an offset's size itself.
 */
type Shape = { count: 2 | 8; entry: 12 | 20; inline: 4 | 8 };

function wide(body: ByteReader, at: number, { inline }: Shape): number {
  return inline === 8 ? body.u64(at) : body.u32(at);
}

const classic: Shape = { count: 2, entry: 12, inline: 4 };
const big: Shape = { count: 8, entry: 20, inline: 8 };

function readEntry(
  body: ByteReader,
  at: number,
  { shape, base }: { shape: Shape; base: number },
): IfdEntry | null {
  const type = body.u16(at + 2);
  const offsetAt = at + 4 + shape.inline;
  const count = wide(body, at + 4, shape);
  const size = typeSizes[type];
  if (size === undefined) return null;
  const length = size * count;
  const offset = length <= shape.inline ? base + offsetAt : wide(body, offsetAt, shape);
  return { tag: body.u16(at), type, count, at: base + at, offset, length };
}

/** Reads one directory; null if it lies outside the file. Entries with an unknown type or a value outside the file are left out. */
export function readIfd({ source, littleEndian, isBig }: TiffFile, at: number): Ifd | null {
  const shape = isBig ? big : classic;
  const head = source.read(at, shape.count);
  if (at < 8 || head.length < shape.count) return null;
  const counter = new ByteReader(head, littleEndian);
  const count = isBig ? counter.u64(0) : counter.u16(0);
  if (count === 0 || count > maxEntries) return null;
  const [base, tableLength] = [at + shape.count, count * shape.entry];
  const bytes = source.read(base, tableLength + shape.inline);
  if (bytes.length < tableLength) return null;
  const body = new ByteReader(bytes, littleEndian);
  const entries: IfdEntry[] = [];
  for (let index = 0; index < count; index++) {
    const entry = readEntry(body, index * shape.entry, { shape, base });
    if (entry !== null && entry.offset + entry.length <= source.size) entries.push(entry);
  }
  const hasNext = bytes.length >= tableLength + shape.inline;
  const next = hasNext ? wide(body, tableLength, shape) : 0;
  return { at, entries, next, nextAt: base + tableLength };
}

/** A limit, because a hostile file may chain directories endlessly. */
const maxDirectories = 10_000;

/** The chain of directories, each once. It ends at an unreadable one. */
export function* chainOf(tiff: TiffFile): Generator<Ifd> {
  const seen = new Set<number>();
  for (let at = tiff.firstIfd; at !== 0 && !seen.has(at) && seen.size < maxDirectories;) {
    seen.add(at);
    const ifd = readIfd(tiff, at);
    if (ifd === null) return;
    yield ifd;
    at = ifd.next;
  }
}

export function findEntry(ifd: Ifd, tag: number): IfdEntry | undefined {
  return ifd.entries.find((entry) => entry.tag === tag);
}

/** The value's stored bytes. */
export function entryBytes({ source }: TiffFile, entry: IfdEntry): Uint8Array {
  return source.read(entry.offset, entry.length);
}

/** The integers of a BYTE, SHORT, LONG, IFD, LONG8 or IFD8 tag, at most `limit` of them; empty for other types. */
export function entryNumbers(tiff: TiffFile, entry: IfdEntry, limit = 64): number[] {
  const size = typeSizes[entry.type] ?? 0;
  const count = Math.min(entry.count, limit);
  const { byte, short, long, ifd, long8, ifd8 } = tiffType;
  const reader = new ByteReader(tiff.source.read(entry.offset, count * size), tiff.littleEndian);
  const numbers: number[] = [];
  for (let index = 0; index < count; index++) {
    if (entry.type === byte) numbers.push(reader.u8(index));
    else if (entry.type === short) numbers.push(reader.u16(index * 2));
    else if (entry.type === long || entry.type === ifd) numbers.push(reader.u32(index * 4));
    else if (entry.type === long8 || entry.type === ifd8) numbers.push(reader.u64(index * 8));
  }
  return numbers;
}

/** The numbers of a FLOAT, DOUBLE, RATIONAL or integer tag, at most `limit` of them. */
export function entryReals(tiff: TiffFile, entry: IfdEntry, limit = 64): number[] {
  const { rational, float, double } = tiffType;
  const size = entry.type === float ? 4 : 8;
  if (![rational, float, double].some((type) => type === entry.type)) return entryNumbers(tiff, entry, limit);
  const count = Math.min(entry.count, limit);
  const reader = new ByteReader(tiff.source.read(entry.offset, count * size), tiff.littleEndian);
  return Array.from({ length: count }, (_, index) => {
    if (entry.type === float) return reader.f32(index * 4);
    if (entry.type === double) return reader.f64(index * 8);
    return reader.u32(index * 8) / reader.u32(index * 8 + 4);
  });
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
