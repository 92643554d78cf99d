import { ByteReader } from '../../bytes';
import { memorySource } from '../../source';
import { openTiff, readIfd, type Ifd, type TiffFile } from '../../tiff/tiffIfd';
import { longTag, tag as tags, type Tag } from './tags';

const entrySize = 12;

/** The directories of a sound EXIF block. */
export type ExifLayout = {
  tiff: TiffFile;
  ifd0: Ifd;
  exif: Ifd | null;
  gps: Ifd | null;
  thumbnail: Ifd | null;
  /** Also null if it overlaps another directory. */
  interoperability: Ifd | null;
};

function overlaps(a: Ifd, b: Ifd): boolean {
  return a.at < b.nextAt + 4 && b.at < a.nextAt + 4;
}

/**
 * Finds the directories of an EXIF block. Null if the block is not sound: it has no header, or its directories lie outside it or
 * overlap (as in files made to trap readers in a loop).
 */
export function exifLayout(block: Uint8Array): ExifLayout | null {
  const tiff = openTiff(memorySource(block));
  const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
  // The EXIF standard allows only classic TIFF.
  if (tiff === null || ifd0 === null || tiff.isBig) return null;
  const child = (parent: Ifd | null, number: number): Ifd | null => {
    const pointer = parent?.entries.find((entry) => entry.tag === number);
    return pointer?.length === 4
      ? readIfd(tiff, new ByteReader(block, tiff.littleEndian).u32(pointer.offset))
      : null;
  };
  const exif = child(ifd0, tags.exifIfd);
  const gps = child(ifd0, tags.gpsIfd);
  const thumbnail = ifd0.next === 0 ? null : readIfd(tiff, ifd0.next);
  const all = [ifd0, exif, gps, thumbnail].filter((ifd) => ifd !== null);
  const isSound = all.every((ifd, index) => all.slice(index + 1).every((other) => !overlaps(ifd, other)));
  if (!isSound) return null;
  const found = child(exif, tags.interoperabilityIfd);
  const interoperability = found !== null && all.every((ifd) => !overlaps(ifd, found)) ? found : null;
  return { tiff, ifd0, exif, gps, thumbnail, interoperability };
}

export function hasMakerNote(block: Uint8Array): boolean {
  return exifLayout(block)?.exif?.entries.some((entry) => entry.tag === tags.makerNote) === true;
}

/** Whether a block states where the photo was taken. Many cameras write a directory that states only its own version. */
export function hasGps(block: Uint8Array | undefined): boolean {
  const gps = block === undefined ? null : (exifLayout(block)?.gps ?? null);
  return gps?.entries.some((entry) => entry.tag === tags.gpsLatitude) === true;
}

/**
 * An EXIF block that is edited in place. Unedited parts keep their bytes and offsets. So a maker's note, which points into the
 * block by absolute offsets, stays whole. Longer values and grown directories go to the end.
 */
export class ExifBlock {
  private bytes: Buffer;
  private readonly littleEndian: boolean;

  constructor(block: Uint8Array, littleEndian: boolean) {
    this.bytes = Buffer.from(block);
    this.littleEndian = littleEndian;
  }

  toBytes(): Uint8Array {
    return this.bytes;
  }

  zero(from: number, to: number): void {
    // Offsets beyond the block come from damaged directories.
    const end = Math.min(to, this.bytes.length);
    const start = Math.max(8, from);
    if (start < end) this.bytes.fill(0, start, end);
  }

  /** Drops the end of the block from `at` on if it contains only zeros. */
  trim(at: number): void {
    if (this.bytes.subarray(at).every((byte) => byte === 0))
      this.bytes = this.bytes.subarray(0, at + (at & 1));
  }

  setU32(at: number, value: number): void {
    if (this.littleEndian) this.bytes.writeUInt32LE(value, at);
    else this.bytes.writeUInt32BE(value, at);
  }

  /**
   * Sets and removes tags of a directory.
   * @returns the directory's offset: the old one, or the end if it grew
   */
  edit(ifd: Ifd, { set, remove }: { set: readonly Tag[]; remove: readonly number[] }): number {
    const reader = new ByteReader(this.bytes, this.littleEndian);
    const count = reader.u16(ifd.at);
    const entries = new Map<number, Buffer>();
    for (let index = 0; index < count; index++) {
      const at = ifd.at + 2 + index * entrySize;
      const entry = Buffer.from(this.bytes.subarray(at, at + entrySize));
      entries.set(reader.u16(at), entry);
    }
    for (const number of remove) entries.delete(number);
    for (const tag of set) entries.set(tag.tag, this.entryFor(tag, ifd));
    return this.writeTable(
      ifd,
      count,
      [...entries].sort(([a], [b]) => a - b).map(([, entry]) => entry),
    );
  }

  /** The twelve bytes of an entry. Its value goes to the old place if it fits, otherwise to the end. */
  private entryFor(tag: Tag, ifd: Ifd): Buffer {
    const entry = Buffer.alloc(entrySize);
    const put = (value: number, at: number, size: 2 | 4): number =>
      this.littleEndian ? entry.writeUIntLE(value, at, size) : entry.writeUIntBE(value, at, size);
    put(tag.tag, 0, 2);
    put(tag.type, 2, 2);
    put(tag.count, 4, 4);
    if (tag.bytes.length <= 4) entry.set(tag.bytes, 8);
    else put(this.place(tag, ifd), 8, 4);
    return entry;
  }

  private place(tag: Tag, ifd: Ifd): number {
    const old = ifd.entries.find((entry) => entry.tag === tag.tag);
    if (old === undefined || old.length <= 4 || old.length < tag.bytes.length) return this.append(tag.bytes);
    this.zero(old.offset, old.offset + old.length);
    this.bytes.set(tag.bytes, old.offset);
    return old.offset;
  }

  append(value: Uint8Array): number {
    const padding = this.bytes.length & 1;
    const at = this.bytes.length + padding;
    this.bytes = Buffer.concat([this.bytes, Buffer.alloc(padding), value]);
    return at;
  }

  private writeTable(ifd: Ifd, oldCount: number, entries: readonly Buffer[]): number {
    const next =
      ifd.nextAt + 4 <= this.bytes.length ? this.bytes.subarray(ifd.nextAt, ifd.nextAt + 4) : Buffer.alloc(4);
    const count = Buffer.alloc(2);
    if (this.littleEndian) count.writeUInt16LE(entries.length);
    else count.writeUInt16BE(entries.length);
    const table = Buffer.concat([count, ...entries, next]);
    const room = 2 + oldCount * entrySize;
    this.zero(ifd.at, Math.min(ifd.at + room + 4, this.bytes.length));
    if (entries.length > oldCount) return this.append(table);
    this.bytes.set(table.subarray(0, this.bytes.length - ifd.at), ifd.at);
    return ifd.at;
  }

  /** A tag that points to a directory. */
  pointer(number: number, at: number): Tag {
    return longTag(number, at, this.littleEndian);
  }
}
