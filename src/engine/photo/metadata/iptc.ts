import { ByteReader, u16be, u32be } from '../bytes';
import { ns, type PropertyName } from './xmp/namespaces';
import type { Property } from './xmp/propertyValue';

/** One record entry of IPTC-IIM. @see IPTC-NAA Information Interchange Model 4.2 */
export type DataSet = { record: number; number: number; value: Uint8Array; start: number; end: number };

/** The entries of an IIM block. Entries after a structural break are left out. */
export function dataSets(iptc: Uint8Array): DataSet[] {
  const reader = new ByteReader(iptc, false);
  const sets: DataSet[] = [];
  for (let at = 0; at + 5 <= iptc.length && iptc[at] === 0x1c;) {
    const short = reader.u16(at + 3);
    // If a length's top bit is set, the rest is the number of bytes of the real length.
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

/** The block without the place where the photo was taken. */
export function withoutPlaces(iptc: Uint8Array): Uint8Array {
  return Buffer.concat(
    dataSets(iptc)
      .filter((set) => !isPlace(set))
      .map(({ start, end }) => iptc.subarray(start, end)),
  );
}

/** Object data previews, which show the dark original. */
const previewNumbers: readonly number[] = [200, 201, 202];

const isPreview = ({ record, number }: DataSet): boolean => record === 2 && previewNumbers.includes(number);

/** Entries of the application record that are not text: its version, rasterised captions, sound, previews. */
const isText = ({ record, number }: DataSet): boolean =>
  record === 2 && number >= 3 && number !== 125 && number < 150;

const isCharset = ({ record, number }: DataSet): boolean => record === 1 && number === 90;

/** Values of 1:90: empty, or one of ISO 2022's codes for Latin-1. */
const latin1: readonly string[] = ['', '\x1b-A', '\x1b.A', '\x1b/A'];
const utf8 = '\x1b%G';

function dataSet(record: number, number: number, value: Uint8Array): Uint8Array {
  const isLong = value.length > 0x7fff;
  const length = isLong ? [u16be(0x8004), u32be(value.length)] : [u16be(value.length)];
  return Buffer.concat([Uint8Array.of(0x1c, record, number), ...length, value]);
}

/**
 * The block for a result: without previews of the original, its text in UTF-8 and marked as such. A block that already meets this
 * keeps every byte. Text in a character set other than Latin-1 stays unchanged with its mark.
 * @see IPTC-NAA Information Interchange Model 4.2, 1:90
 */
export function inUtf8(iptc: Uint8Array): Uint8Array {
  const sets = dataSets(iptc);
  const charset = sets.find(isCharset);
  const mark = charset === undefined ? '' : Buffer.from(charset.value).toString('latin1');
  const kept = sets.filter((set) => !isPreview(set));
  if (sets.length === 0) return iptc;
  if (!latin1.includes(mark)) {
    if (kept.length === sets.length) return iptc;
    return Buffer.concat(kept.map(({ start, end }) => iptc.subarray(start, end)));
  }
  const rest = kept.filter((set) => !isCharset(set));
  return Buffer.concat([
    dataSet(1, 90, Buffer.from(utf8, 'latin1')),
    ...rest.map((set) =>
      isText(set)
        ? dataSet(set.record, set.number, Buffer.from(textOf(set.value), 'utf8'))
        : iptc.subarray(set.start, set.end),
    ),
  ]);
}

/** New texts for entries of the application record, by number. */
export type IptcTexts = ReadonlyMap<number, readonly string[]>;

/** Longest text of an entry, bytes. Longer texts stand in XMP alone. @see IPTC-IIM 4.2, 2:05, 2:25, 2:80, 2:120 */
const textLimits: Readonly<Record<number, number>> = { 5: 64, 25: 64, 80: 32, 120: 2000 };

/** The block with new texts for some entries. In a character set other than UTF-8, the old ones are only left out. */
export function withTexts(iptc: Uint8Array, texts: IptcTexts): Uint8Array {
  const sets = dataSets(iptc);
  const kept = sets.filter(({ record, number }) => record !== 2 || !texts.has(number));
  const isUtf8 = sets.some((set) => isCharset(set) && Buffer.from(set.value).toString('latin1') === utf8);
  const added = [...(isUtf8 ? texts : [])].flatMap(([number, values]) =>
    values
      .map((text) => Buffer.from(text, 'utf8'))
      .filter(({ length }) => length <= (textLimits[number] ?? 0))
      .map((value) => dataSet(2, number, value)),
  );
  return Buffer.concat([...kept.map(({ start, end }) => iptc.subarray(start, end)), ...added]);
}

type Mirror = { name: PropertyName; kind: 'text' | 'Seq' | 'Bag' | 'Alt' };

/** The XMP property for an entry of the application record. @see IPTC Photo Metadata Mapping Guidelines */
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

/** Entries that are dropped without a loss: version, dates that EXIF has, the digital creation date. */
const dispensable: readonly number[] = [0, 55, 60, 62, 63, 65, 70];

/** Text is UTF-8 if the envelope says so or its bytes are valid UTF-8. Otherwise it is Latin-1, which older programs wrote. */
export function textOf(value: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value);
  } catch {
    return Buffer.from(value).toString('latin1');
  }
}

export type MirroredIptc = { properties: Property[]; isComplete: boolean };

/** The entries as XMP properties, for formats without IIM. */
export function iptcAsXmp(iptc: Uint8Array): MirroredIptc {
  const sets = dataSets(iptc).filter(({ record }) => record === 2);
  const byNumber = new Map<number, string[]>();
  for (const { number, value } of sets)
    byNumber.set(number, [...(byNumber.get(number) ?? []), textOf(value)]);
  const properties: Property[] = [];
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
