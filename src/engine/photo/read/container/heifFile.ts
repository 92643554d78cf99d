import { asciiAt, ByteReader } from '../../bytes';
import type { ByteSource } from '../../source';
import {
  contentOf,
  itemsOf,
  placesOf,
  primaryOf,
  propertiesOf,
  referencesOf,
  textAt,
  type Extents,
  type Item,
  type Reference,
} from './heifTables';
import { boxesIn, type Box } from './isoBoxes';

/** The tables of a HEIF file. Reading them takes no pixel. */
export type HeifFile = {
  source: ByteSource;
  items: ReadonlyMap<number, Item>;
  references: readonly Reference[];
  properties: ReadonlyMap<number, readonly Box[]>;
  places: ReadonlyMap<number, Extents>;
  /** The item of the main picture. */
  primary: number;
};

/** What keeps a file from being read. */
export type HeifProblem = 'cut' | 'senseless' | 'sequence';

const maxMeta = 16 * 1024 * 1024;

/** The same source, which answers from memory what lies in one box. The tables consist of hundreds of small boxes. */
function withBox(source: ByteSource, { start, end }: Box): ByteSource {
  if (source.inMemory) return source;
  const bytes = source.read(start, end - start);
  return {
    ...source,
    read: (offset, length) =>
      offset >= start && offset + length <= end
        ? bytes.subarray(offset - start, offset - start + length)
        : source.read(offset, length),
  };
}

/** Opens the tables of a HEIF file, or says why that cannot be done. */
export function openHeif(from: ByteSource): HeifFile | HeifProblem {
  const boxes = boxesIn(from, 0, from.size);
  const meta = boxes.find(({ type }) => type === 'meta');
  if (meta === undefined) {
    if (boxes.some(({ type }) => type === 'moov')) return 'sequence';
    // A file that ends where the next box should begin has lost it.
    const last = boxes.at(-1);
    return last === undefined || last.isCut || last.end + 8 > from.size ? 'cut' : 'senseless';
  }
  if (meta.isCut) return 'cut';
  if (meta.end - meta.start > maxMeta) return 'senseless';
  const source = withBox(from, meta);
  try {
    const items = new Map(itemsOf(source, meta).map((item) => [item.id, item]));
    const primary = primaryOf(source, meta);
    if (primary === undefined || !items.has(primary)) return 'senseless';
    const tables = { references: referencesOf(source, meta), properties: propertiesOf(source, meta) };
    return { source, items, primary, ...tables, places: placesOf(source, meta) };
  } catch (error) {
    if (error instanceof RangeError) return 'senseless';
    throw error;
  }
}

export function isHeifProblem(file: HeifFile | HeifProblem): file is HeifProblem {
  return typeof file === 'string';
}

/** Items that are put together from others. @see ISO/IEC 23008-12, 6.6.2 */
const derived: readonly string[] = ['grid', 'iovl', 'iden'];
/** Items that describe a picture or belong to one, whatever refers to them. */
const noPictures: readonly string[] = ['Exif', 'mime', 'uri ', 'tmap', ''];

/** A picture may be made from pictures that are made from others. */
const maxDepth = 8;

/** The coded items that a picture consists of. */
export function codedItems(file: HeifFile, id: number, depth = 0): Item[] {
  const item = file.items.get(id);
  if (item === undefined || depth > maxDepth) return [];
  if (!derived.includes(item.type)) return [item];
  const parts = file.references.filter(({ type, from }) => type === 'dimg' && from === id);
  const ids = new Set(parts.flatMap(({ to }) => to));
  return [...ids].flatMap((part) => codedItems(file, part, depth + 1));
}

/** The pictures that are meant to be shown: the main one first, the others in their order. */
export function pictureItems({ items, references, primary }: HeifFile): number[] {
  const parts = references.filter(({ type }) => type === 'dimg').flatMap(({ to }) => to);
  const attached = references
    .filter(({ type }) => type === 'auxl' || type === 'thmb')
    .map(({ from }) => from);
  const hidden = new Set([primary, ...parts, ...attached]);
  const others = [...items.values()].filter(
    ({ id, type, isHidden }) => !isHidden && !hidden.has(id) && !noPictures.includes(type),
  );
  return [primary, ...others.map(({ id }) => id)];
}

export function propertyOf({ properties }: HeifFile, id: number, type: string): Box | undefined {
  return properties.get(id)?.find((box) => box.type === type);
}

const alphaType = /^urn:(?:mpeg:mpegB:cicp:systems:auxiliary:alpha|mpeg:hevc:2015:auxid:1)$/;

/** The item of a picture's opacity. */
export function alphaItem(file: HeifFile, id: number): number | undefined {
  return file.references
    .filter(({ type, to }) => type === 'auxl' && to.includes(id))
    .map(({ from }) => from)
    .find((from) => {
      const reader = contentOf(file.source, propertyOf(file, from, 'auxC'));
      return reader !== null && alphaType.test(textAt(reader, 4)[0]);
    });
}

const maxItem = 64 * 1024 * 1024;

/** An item's bytes; null if they are not all in the file. */
export function itemBytes({ source, places }: HeifFile, id: number): Uint8Array | null {
  const extents = places.get(id) ?? [];
  const size = extents.reduce((sum, { length }) => sum + length, 0);
  if (size === 0 || size > maxItem) return null;
  const bytes = Buffer.concat(extents.map(({ at, length }) => source.read(at, length)));
  return bytes.length === size ? bytes : null;
}

/** What describes a picture: its EXIF, without what stands before the TIFF structure, and its XMP. */
export function descriptionOf(file: HeifFile, id: number) {
  const about = file.references.filter(({ type, to }) => type === 'cdsc' && to.includes(id));
  const own = about.flatMap(({ from }) => file.items.get(from) ?? []);
  // Files with a single picture need not say what their metadata are about.
  const candidates = own.length > 0 || id !== file.primary ? own : [...file.items.values()];
  const exifItem = candidates.find(({ type }) => type === 'Exif');
  const xmpItem = candidates.find(({ contentType }) => contentType === 'application/rdf+xml');
  const exif = exifItem && tiffIn(itemBytes(file, exifItem.id));
  const xmp = xmpItem && itemBytes(file, xmpItem.id);
  return {
    ...(exif && { exif }),
    ...(xmp && { xmp: Buffer.from(xmp).toString('utf8') }),
    broken: [...(exif === null ? ['EXIF'] : []), ...(xmp === null ? ['XMP'] : [])],
  };
}

/** The TIFF structure of an EXIF item. @see ISO/IEC 23008-12, annex A: four bytes say how far away it is */
export function tiffIn(bytes: Uint8Array | null): Uint8Array | null {
  if (bytes === null || bytes.length < 12) return null;
  const isTiff = (at: number): boolean => ['II*\0', 'MM\0*'].includes(asciiAt(bytes, at, 4));
  const stated = 4 + new ByteReader(bytes, false).u32(0);
  const at = [stated, 4, 10, 0].find(isTiff);
  return at === undefined ? null : bytes.subarray(at);
}
