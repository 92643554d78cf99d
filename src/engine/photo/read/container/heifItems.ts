import { ByteReader } from '../../bytes';
import type { ByteSource } from '../../source';
import type { Extra } from './Container';
import { itemsOf, primaryOf, referencesOf, textAt, type Item, type Reference } from './heifTables';
import { boxesIn, childBox, type Box } from './isoBoxes';

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

/** What an AVIF or HEIC holds beside its picture, its alpha, EXIF and XMP. */
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
