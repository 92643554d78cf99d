import { ByteReader } from './bytes';
import { ns, type PropertyName } from './xmp/namespaces';
import type { PropertyValue } from './xmp/XmpDocument';

/** One record entry of IPTC-IIM. @see IPTC-NAA Information Interchange Model 4.2 */
export type DataSet = { record: number; number: number; value: Uint8Array; start: number; end: number };

/** The entries of an IIM block; what comes after a break in its structure is left out. */
export function dataSets(iptc: Uint8Array): DataSet[] {
  const reader = new ByteReader(iptc, false);
  const sets: DataSet[] = [];
  for (let at = 0; at + 5 <= iptc.length && iptc[at] === 0x1c;) {
    const short = reader.u16(at + 3);
    // A length with its top bit set gives the number of bytes that the true length takes.
    const isLong = (short & 0x8000) !== 0;
    if (isLong && (short !== 0x8004 || at + 9 > iptc.length)) break;
    const length = isLong ? reader.u32(at + 5) : short;
    const from = at + (isLong ? 9 : 5);
    if (from + length > iptc.length) break;
    const value = iptc.subarray(from, from + length);
    sets.push({ record: reader.u8(at + 1), number: reader.u8(at + 2), value, start: at, end: from + length });
    at = from + length;
  }
  return sets;
}

/** City, sublocation, province, country and content locations of the application record. */
const placeNumbers: readonly number[] = [26, 27, 90, 92, 95, 100, 101];

const isPlace = ({ record, number }: DataSet): boolean => record === 2 && placeNumbers.includes(number);

/** The block without what tells where the photo was taken. */
export function withoutPlaces(iptc: Uint8Array): Uint8Array {
  return Buffer.concat(
    dataSets(iptc)
      .filter((set) => !isPlace(set))
      .map(({ start, end }) => iptc.subarray(start, end)),
  );
}

type Mirror = { name: PropertyName; kind: 'text' | 'Seq' | 'Bag' | 'Alt' };

/** Where an entry of the application record belongs in XMP. @see IPTC Photo Metadata Mapping Guidelines */
const mirrors: ReadonlyMap<number, Mirror> = new Map([
  [5, { name: [ns.dc, 'title'], kind: 'Alt' }],
  [25, { name: [ns.dc, 'subject'], kind: 'Bag' }],
  [40, { name: [ns.photoshop, 'Instructions'], kind: 'text' }],
  [80, { name: [ns.dc, 'creator'], kind: 'Seq' }],
  [85, { name: [ns.photoshop, 'AuthorsPosition'], kind: 'text' }],
  [90, { name: [ns.photoshop, 'City'], kind: 'text' }],
  [92, { name: [ns.iptcCore, 'Location'], kind: 'text' }],
  [95, { name: [ns.photoshop, 'State'], kind: 'text' }],
  [100, { name: [ns.iptcCore, 'CountryCode'], kind: 'text' }],
  [101, { name: [ns.photoshop, 'Country'], kind: 'text' }],
  [103, { name: [ns.photoshop, 'TransmissionReference'], kind: 'text' }],
  [105, { name: [ns.photoshop, 'Headline'], kind: 'text' }],
  [110, { name: [ns.photoshop, 'Credit'], kind: 'text' }],
  [115, { name: [ns.photoshop, 'Source'], kind: 'text' }],
  [116, { name: [ns.dc, 'rights'], kind: 'Alt' }],
  [120, { name: [ns.dc, 'description'], kind: 'Alt' }],
  [122, { name: [ns.photoshop, 'CaptionWriter'], kind: 'text' }],
] satisfies [number, Mirror][]);

/** Entries that lose nothing when they stay behind: version, dates that EXIF has, the digital creation date. */
const dispensable: readonly number[] = [0, 55, 60, 62, 63, 65, 70];

/** Text is UTF-8 where the envelope says so or the bytes are; else what programs wrote before: Latin-1. */
function textOf(value: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value);
  } catch {
    return Buffer.from(value).toString('latin1');
  }
}

export type MirroredIptc = { properties: (readonly [PropertyName, PropertyValue])[]; isComplete: boolean };

/** The entries as XMP properties, for formats that hold no IIM. */
export function iptcAsXmp(iptc: Uint8Array): MirroredIptc {
  const sets = dataSets(iptc).filter(({ record }) => record === 2);
  const byNumber = new Map<number, string[]>();
  for (const { number, value } of sets)
    byNumber.set(number, [...(byNumber.get(number) ?? []), textOf(value)]);
  const properties: (readonly [PropertyName, PropertyValue])[] = [];
  for (const [number, values] of byNumber) {
    const mirror = mirrors.get(number);
    if (mirror === undefined) continue;
    const { name, kind } = mirror;
    properties.push([
      name,
      kind === 'text' ? values.join('; ') : { kind, items: kind === 'Alt' ? [values.join('; ')] : values },
    ]);
  }
  const isComplete = [...byNumber.keys()].every(
    (number) => mirrors.has(number) || dispensable.includes(number),
  );
  return { properties, isComplete };
}
