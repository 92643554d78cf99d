import { ByteReader } from '../../bytes';
import type { ByteSource } from '../../source';
import { boxesIn, childBox, type Box } from './isoBoxes';

/** An item of a HEIF file (HEIC, AVIF). A hidden one is not meant to be shown by itself. */
export type Item = { id: number; type: string; contentType: string; isHidden: boolean };
export type Reference = { type: string; from: number; to: number[] };
/** Where an item's bytes lie. Null: somewhere else than in this file. */
export type Extents = readonly { at: number; length: number }[] | null;

const maxTable = 16 * 1024 * 1024;

export function contentOf(source: ByteSource, box: Box | undefined): ByteReader | null {
  if (box === undefined || box.end - box.at > maxTable) return null;
  const bytes = source.read(box.at, box.end - box.at);
  return bytes.length < 4 ? null : new ByteReader(bytes, false);
}

/** The text from an offset up to a zero, and the offset behind it. */
export function textAt(reader: ByteReader, at: number): [text: string, next: number] {
  const end = reader.bytes.indexOf(0, at);
  const until = end < 0 ? reader.length : end;
  return [reader.ascii(at, until - at), until + 1];
}

/** Versions 2 and 3 of an item's entry; older ones state no type. */
function itemOf(source: ByteSource, box: Box): Item | null {
  const reader = contentOf(source, box);
  const version = reader?.u8(0) ?? 0;
  const wide = version === 3 ? 2 : 0;
  if (reader === null || version < 2 || reader.length < 12 + wide) return null;
  const type = reader.ascii(8 + wide, 4);
  const [, next] = textAt(reader, 12 + wide);
  const contentType = type === 'mime' || type === 'uri ' ? textAt(reader, next)[0] : '';
  const id = wide === 0 ? reader.u16(4) : reader.u32(4);
  return { id, type, contentType, isHidden: (reader.u8(3) & 1) !== 0 };
}

export function itemsOf(source: ByteSource, meta: Box): Item[] {
  const box = childBox(source, meta, 'iinf');
  const version = contentOf(source, box)?.u8(0) ?? 0;
  if (box === undefined) return [];
  return boxesIn(source, box.at + (version === 0 ? 6 : 8), box.end)
    .filter(({ type }) => type === 'infe')
    .flatMap((entry) => itemOf(source, entry) ?? []);
}

export function referencesOf(source: ByteSource, meta: Box): Reference[] {
  const box = childBox(source, meta, 'iref');
  const size = (contentOf(source, box)?.u8(0) ?? 0) === 0 ? 2 : 4;
  if (box === undefined) return [];
  return boxesIn(source, box.at + 4, box.end).flatMap((each) => {
    const reader = contentOf(source, each);
    if (reader === null || reader.length < size + 2) return [];
    const id = (at: number): number => (size === 2 ? reader.u16(at) : reader.u32(at));
    const count = Math.min(reader.u16(size), Math.floor((reader.length - size - 2) / size));
    const to = Array.from({ length: count }, (_, index) => id(size + 2 + index * size));
    return [{ type: each.type, from: id(0), to }];
  });
}

export function primaryOf(source: ByteSource, meta: Box): number | undefined {
  const reader = contentOf(source, childBox(source, meta, 'pitm'));
  if (reader === null || reader.length < 6) return undefined;
  return reader.u8(0) === 0 ? reader.u16(4) : reader.length < 8 ? undefined : reader.u32(4);
}

/** The properties of each item, in their order. @see ISO/IEC 23008-12, 9.3 */
export function propertiesOf(source: ByteSource, meta: Box): Map<number, Box[]> {
  const parent = childBox(source, meta, 'iprp');
  const list = childBox(source, parent, 'ipco');
  const found = new Map<number, Box[]>();
  if (parent === undefined || list === undefined) return found;
  const properties = boxesIn(source, list.at, list.end);
  for (const box of boxesIn(source, parent.at, parent.end)) {
    const reader = box.type === 'ipma' ? contentOf(source, box) : null;
    if (reader === null) continue;
    for (const { item, index } of associationsIn(reader)) {
      const property = properties[index - 1];
      if (property !== undefined) found.set(item, [...(found.get(item) ?? []), property]);
    }
  }
  return found;
}

/** Which item has which property, counted from 1. */
function* associationsIn(reader: ByteReader): Iterable<{ item: number; index: number }> {
  const isWide = (reader.u8(3) & 1) !== 0;
  const idSize = reader.u8(0) < 1 ? 2 : 4;
  const entries = reader.u32(4);
  for (let entry = 0, at = 8; entry < entries; entry++) {
    const item = idSize === 2 ? reader.u16(at) : reader.u32(at);
    const count = reader.u8(at + idSize);
    at += idSize + 1;
    // The highest bit says that the property must be understood.
    for (let index = 0; index < count; index++, at += isWide ? 2 : 1)
      yield { item, index: isWide ? reader.u16(at) & 0x7fff : reader.u8(at) & 0x7f };
  }
}

/** Reads numbers of a table one after the other. */
class Cursor {
  constructor(
    private readonly reader: ByteReader,
    private at: number,
  ) {}

  /** @param size 0, 2, 4 or 8 bytes */
  next(size: number): number {
    const { at } = this;
    this.at += size;
    if (size === 0) return 0;
    if (size === 2) return this.reader.u16(at);
    return size === 8 ? this.reader.u64(at) : this.reader.u32(at);
  }
}

type Sizes = { offset: number; length: number; base: number; index: number };

function extentIn(cursor: Cursor, { index, offset, length }: Sizes, file: { base: number; end: number }) {
  cursor.next(index);
  const at = file.base + cursor.next(offset);
  const stated = cursor.next(length);
  // No length means everything up to the end.
  return { at, length: stated === 0 ? Math.max(0, file.end - at) : stated };
}

/** Where the bytes of all items lie in the file. @see ISO/IEC 14496-12, 8.11.3 */
export function placesOf(source: ByteSource, meta: Box): Map<number, Extents> {
  const reader = contentOf(source, childBox(source, meta, 'iloc'));
  const places = new Map<number, Extents>();
  if (reader === null || reader.length < 8) return places;
  const version = reader.u8(0);
  const [first, second] = [reader.u8(4), reader.u8(5)];
  const index = version === 0 ? 0 : second & 15;
  const sizes: Sizes = { offset: first >> 4, length: first & 15, base: second >> 4, index };
  const idSize = version < 2 ? 2 : 4;
  const data = childBox(source, meta, 'idat');
  const cursor = new Cursor(reader, 6);
  for (let left = cursor.next(idSize); left > 0; left--) {
    const id = cursor.next(idSize);
    // In the file itself, or in a box of the tables.
    const method = version === 0 ? 0 : cursor.next(2) & 15;
    const start = [0, data?.at][method];
    const isHere = cursor.next(2) === 0 && start !== undefined;
    const base = (start ?? 0) + cursor.next(sizes.base);
    const count = cursor.next(2);
    const extents = Array.from({ length: count }, () => extentIn(cursor, sizes, { base, end: source.size }));
    places.set(id, isHere ? extents : null);
  }
  return places;
}
