import { ByteReader } from '../../bytes';
import type { ByteSource } from '../../source';
import type { Extra } from './Container';
import { boxesIn, childBox, type Box } from './isoBoxes';

type Item = { id: number; type: string; contentType: string };
type Reference = { type: string; from: number; to: number[] };

const maxTable = 16 * 1024 * 1024;

function contentOf(source: ByteSource, box: Box | undefined): ByteReader | null {
  if (box === undefined || box.end - box.at > maxTable) return null;
  const bytes = source.read(box.at, box.end - box.at);
  return bytes.length < 4 ? null : new ByteReader(bytes, false);
}

/** The text from an offset up to a zero, and the offset behind it. */
function textAt(reader: ByteReader, at: number): [text: string, next: number] {
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
  return { id: wide === 0 ? reader.u16(4) : reader.u32(4), type, contentType };
}

function itemsOf(source: ByteSource, meta: Box): Item[] {
  const box = childBox(source, meta, 'iinf');
  const version = contentOf(source, box)?.u8(0) ?? 0;
  if (box === undefined) return [];
  return boxesIn(source, box.at + (version === 0 ? 6 : 8), box.end)
    .filter(({ type }) => type === 'infe')
    .flatMap((entry) => itemOf(source, entry) ?? []);
}

function referencesOf(source: ByteSource, meta: Box): Reference[] {
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

function primaryOf(source: ByteSource, meta: Box): number | undefined {
  const reader = contentOf(source, childBox(source, meta, 'pitm'));
  if (reader === null || reader.length < 6) return undefined;
  return reader.u8(0) === 0 ? reader.u16(4) : reader.length < 8 ? undefined : reader.u32(4);
}

/** Items that make or describe pictures: coded ones, and those that are put together from others. */
const pictureTypes: readonly string[] = ['av01', 'hvc1', 'avc1', 'jpeg', 'j2k1', 'grid', 'iovl', 'iden'];

/** Pictures that are neither the main one, nor its parts, its small copies, or what belongs to a gain map. */
function hasOtherPictures(
  items: readonly Item[],
  references: readonly Reference[],
  primary: number,
): boolean {
  const parts = references.filter(({ type }) => type === 'dimg').flatMap(({ to }) => to);
  const attached = references
    .filter(({ type }) => type === 'auxl' || type === 'thmb')
    .map(({ from }) => from);
  const used = [primary, ...parts, ...attached];
  return items.some(({ id, type }) => pictureTypes.includes(type) && !used.includes(id));
}

/** Types of auxiliary pictures that are read or reported elsewhere. @see ISO/IEC 23008-12, 6.5.8; MIAF */
const knownAuxiliary =
  /^urn:(?:mpeg:mpegB:cicp:systems:auxiliary:(?:alpha|depth)|mpeg:hevc:2015:auxid:[12])$/;

const gainMap = /hdrgainmap/i;

function auxiliaryTypes(source: ByteSource, meta: Box): string[] {
  const properties = childBox(source, childBox(source, meta, 'iprp'), 'ipco');
  if (properties === undefined) return [];
  return boxesIn(source, properties.at, properties.end)
    .filter(({ type }) => type === 'auxC')
    .map(
      ({ at, end }) => textAt(new ByteReader(source.read(at + 4, Math.min(end - at - 4, 200)), false), 0)[0],
    );
}

const xmpType = 'application/rdf+xml';

/** Only the first EXIF block and the first XMP packet are read. Those about an auxiliary picture go with it. */
function metadataNames(items: readonly Item[], references: readonly Reference[], primary: number): string[] {
  const own = items.filter(({ id }) => {
    const about = references.filter(({ type, from }) => type === 'cdsc' && from === id);
    return about.length === 0 || about.some(({ to }) => to.includes(primary));
  });
  const count = (isWanted: (item: Item) => boolean): number => own.filter(isWanted).length;
  const others = own
    .filter(({ type, contentType }) => type === 'uri ' || (type === 'mime' && contentType !== xmpType))
    .map(({ contentType }) => `an item of the type “${printable(contentType).slice(0, 80)}”`);
  return [
    ...(count(({ type }) => type === 'Exif') > 1 ? ['a second block of EXIF data'] : []),
    ...(count(({ contentType }) => contentType === xmpType) > 1 ? ['a second XMP packet'] : []),
    ...others,
  ];
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '');

/** What an AVIF holds beside its picture, its alpha, EXIF and XMP. */
export function extraItems(source: ByteSource, meta: Box): { extras: Extra[]; unknown: string[] } {
  const items = itemsOf(source, meta);
  const references = referencesOf(source, meta);
  const primary = primaryOf(source, meta);
  const auxiliary = auxiliaryTypes(source, meta).filter((type) => !knownAuxiliary.test(type));
  const others = auxiliary
    .filter((type) => !gainMap.test(type))
    .map((type) => `an auxiliary picture (${printable(type)})`);
  const hasGainMap = auxiliary.length > others.length || items.some(({ type }) => type === 'tmap');
  const hasOthers = primary !== undefined && hasOtherPictures(items, references, primary);
  const more = primary === undefined ? [] : metadataNames(items, references, primary);
  return {
    extras: [
      ...(hasGainMap ? (['gainMap'] as const) : []),
      ...(hasOthers ? (['otherPictures'] as const) : []),
    ],
    unknown: [...new Set([...others, ...more])],
  };
}
