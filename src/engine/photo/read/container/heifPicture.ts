import type { Cicp } from './Container';
import { alphaItem, codedItems, propertyOf, type HeifFile } from './heifFile';
import { contentOf } from './heifTables';

/** What a HEIC says of one of its pictures, before a pixel is decoded. */
export type HeifPicture = {
  /** The picture's item. */
  item: number;
  /** As it is shown: cropped, turned and mirrored. */
  width: number;
  height: number;
  isGrey: boolean;
  bits: number;
  hasAlpha: boolean;
  profile?: Uint8Array;
  cicp?: Cicp;
};

type Coding = { chroma: number; bits: number; lengthSize: number };

/** @see ISO/IEC 14496-15, 8.3.3.1 (HEVCDecoderConfigurationRecord) */
function codingOf(file: HeifFile, id: number): Coding | null {
  const reader = contentOf(file.source, propertyOf(file, id, 'hvcC'));
  if (reader === null || reader.length < 23) return null;
  return {
    chroma: reader.u8(16) & 3,
    bits: 8 + Math.max(reader.u8(17) & 7, reader.u8(18) & 7),
    lengthSize: (reader.u8(21) & 3) + 1,
  };
}

type Shown = { width: number; height: number };

/** What a transformation makes of a picture's size. Rounded as libheif rounds. */
const transforms: Readonly<Record<string, (size: Shown, content: Buffer) => Shown>> = {
  irot: ({ width, height }, content) =>
    (content.readUInt8(0) & 1) === 1 ? { width: height, height: width } : { width, height },
  clap: ({ width, height }, content) => ({
    width: Math.min(width, Math.round(content.readUInt32BE(0) / content.readUInt32BE(4))),
    height: Math.min(height, Math.round(content.readUInt32BE(8) / content.readUInt32BE(12))),
  }),
};

/** Size after the picture's transformations, which apply in their order; null if the file states none that makes sense. */
function shownSize(file: HeifFile, id: number): Shown | null {
  const extents = contentOf(file.source, propertyOf(file, id, 'ispe'));
  if (extents === null || extents.length < 12) return null;
  let size: Shown = { width: extents.u32(4), height: extents.u32(8) };
  for (const { type, at, end } of file.properties.get(id) ?? []) {
    const transform = transforms[type];
    if (transform === undefined) continue;
    if (end - at < (type === 'clap' ? 32 : 1)) return null;
    size = transform(size, Buffer.from(file.source.read(at, 32)));
  }
  return size.width > 0 && size.height > 0 ? size : null;
}

/** The colours of a picture, or of its parts if it says nothing itself. */
function colourOf(file: HeifFile, ids: readonly number[]): Pick<HeifPicture, 'profile' | 'cicp'> {
  for (const id of ids) {
    const boxes = (file.properties.get(id) ?? []).filter(({ type }) => type === 'colr');
    const readers = boxes.flatMap((box) => contentOf(file.source, box) ?? []);
    const ofType = (...types: string[]) => readers.find((reader) => types.includes(reader.ascii(0, 4)));
    const profile = ofType('prof', 'rICC')?.bytes.subarray(4);
    const points = ofType('nclx');
    const cicp = points && points.length >= 8 && { primaries: points.u16(4), transfer: points.u16(6) };
    if (profile !== undefined || cicp) return { ...(profile && { profile }), ...(cicp && { cicp }) };
  }
  return {};
}

/** Kinds of coding that the decoder does not read. @see ISO/IEC 23008-12, annexes */
const codings: Readonly<Record<string, string>> = {
  av01: 'a HEIF picture coded as AV1 in a HEIC file',
  avc1: 'a HEIF picture coded as AVC (H.264)',
  vvc1: 'a HEIF picture coded as VVC (H.266)',
  evc1: 'a HEIF picture coded as EVC',
  jpeg: 'a HEIF picture coded as JPEG',
  j2k1: 'a HEIF picture coded as JPEG 2000',
  unci: 'an uncompressed HEIF picture',
  mski: 'a HEIF mask',
};

/** The kind of a picture that is not read; null if it is. */
export function unreadCoding(file: HeifFile, id: number): string | null {
  const kinds = codedItems(file, id).map(({ type }) => type);
  const other = kinds.find((type) => type !== 'hvc1');
  if (other === undefined) return null;
  return codings[other] ?? `a HEIF picture of an unknown coding (${other.replace(/[^ -~]/g, '?')})`;
}

/** What the tables say of a picture; null if they make no sense. */
export function heifPicture(file: HeifFile, item: number): HeifPicture | null {
  const parts = codedItems(file, item).map(({ id }) => id);
  const [first] = parts;
  const coding = first === undefined ? null : codingOf(file, first);
  const size = shownSize(file, item);
  if (coding === null || size === null) return null;
  return {
    item,
    ...size,
    isGrey: coding.chroma === 0,
    bits: coding.bits,
    hasAlpha: alphaItem(file, item) !== undefined,
    ...colourOf(file, [item, ...parts.slice(0, 1)]),
  };
}

/** Zeros behind a unit's end do no harm. */
const maxPadding = 64;
const threeZeros = Buffer.alloc(3);

/** Whether a unit of coded data is whole. Three zeros in a row never occur in one. @see ITU-T H.265, 7.4.2 */
function isWholeUnit(unit: Buffer): boolean {
  let end = unit.length;
  while (end > 0 && unit.length - end < maxPadding && unit[end - 1] === 0) end -= 1;
  return end > 2 && unit.subarray(0, end).indexOf(threeZeros) < 0;
}

function areWholeUnits(data: Buffer, lengthSize: number): boolean {
  for (let at = 0; at < data.length;) {
    if (at + lengthSize > data.length) return false;
    const end = at + lengthSize + data.readUIntBE(at, lengthSize);
    if (end > data.length || !isWholeUnit(data.subarray(at + lengthSize, end))) return false;
    at = end;
  }
  return data.length > 0;
}

const ends = 'the file ends too early';

/** Whether bytes of these items should lie behind the end of the file. */
function isCut({ source, places }: HeifFile, ids: readonly number[]): boolean {
  return ids.some((id) => places.get(id)?.some(({ at, length }) => at + length > source.size) === true);
}

/** Where the last item's bytes should end. */
export function statedEnd({ places }: HeifFile): number {
  const ends = [...places.values()].flatMap((extents) =>
    (extents ?? []).map(({ at, length }) => at + length),
  );
  return ends.reduce((last, end) => Math.max(last, end), 0);
}

/** What is wrong with a picture's data, or with those of its opacity. The decoder paints over what is missing without a word. */
export function dataProblem(file: HeifFile, item: number): string | null {
  const alpha = alphaItem(file, item);
  const parts = [item, ...(alpha === undefined ? [] : [alpha])].flatMap((id) => codedItems(file, id));
  const described = [...file.items.values()].filter(({ type }) => type === 'Exif' || type === 'mime');
  if (
    isCut(
      file,
      [...parts, ...described].map(({ id }) => id),
    )
  )
    return ends;
  for (const { id } of parts) {
    const extents = file.places.get(id) ?? null;
    const coding = codingOf(file, id);
    if (extents === null || coding === null) return 'its header makes no sense';
    const data = Buffer.concat(extents.map(({ at, length }) => file.source.read(at, length)));
    if (!areWholeUnits(data, coding.lengthSize)) return 'parts of the picture cannot be decoded';
  }
  return null;
}
