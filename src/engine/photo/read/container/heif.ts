import { ByteReader, asciiAt } from '../../bytes';
import type { ByteSource } from '../../source';
import type { Cicp, Container, Extra } from './Container';

/** A box of an ISO base media file. Its content begins at `at`. */
export type Box = { type: string; start: number; at: number; end: number };

const maxBoxes = 10_000;
const maxMeta = 16 * 1024 * 1024;

/** The boxes between two offsets of a block. @see ISO/IEC 14496-12 */
export function boxesIn(source: ByteSource, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to && boxes.length < maxBoxes;) {
    const head = new ByteReader(source.read(start, 16), false);
    if (head.length < 8) return boxes;
    const short = head.u32(0);
    const isLong = short === 1 && head.length >= 16;
    const size = isLong ? head.u64(8) : short === 0 ? to - start : short;
    const at = start + (isLong ? 16 : 8);
    if (size < at - start) return boxes;
    boxes.push({ type: head.ascii(4, 4), start, at, end: Math.min(start + size, to) });
    start += size;
  }
  return boxes;
}

export function childBox(source: ByteSource, parent: Box | undefined, type: string): Box | undefined {
  if (parent === undefined) return undefined;
  // `meta` is a full box: four bytes of version and flags precede its children.
  const from = parent.type === 'meta' ? parent.at + 4 : parent.at;
  return boxesIn(source, from, parent.end).find((box) => box.type === type);
}

/** The colour code points of the first picture with any. sharp reads `prof` (an ICC profile). */
function cicpOf(source: ByteSource, meta: Box): Cicp | undefined {
  const properties = childBox(source, childBox(source, meta, 'iprp'), 'ipco');
  if (properties === undefined) return undefined;
  for (const box of boxesIn(source, properties.at, properties.end)) {
    const content = source.read(box.at, 8);
    if (box.type !== 'colr' || asciiAt(content, 0, 4) !== 'nclx' || content.length < 8) continue;
    const reader = new ByteReader(content, false);
    return { primaries: reader.u16(4), transfer: reader.u16(6) };
  }
  return undefined;
}

/** The number of samples in a sequence's first track. */
function frameCount(source: ByteSource, boxes: readonly Box[]): number {
  let box = boxes.find(({ type }) => type === 'moov');
  for (const type of ['trak', 'mdia', 'minf', 'stbl', 'stsz']) box = childBox(source, box, type);
  const content = box && new ByteReader(source.read(box.at, 12), false);
  return content?.length === 12 ? Math.max(1, content.u32(8)) : 1;
}

/** @see C2PA 2.1, A.5: the box of content credentials */
const credentialsBox = 'd8fec3d61b0e483c92975828877ec481';
/** Types of auxiliary pictures: transparency, which is read, and depth, which is not. @see ISO/IEC 23008-12, 6.5.8; MIAF */
const depthMap = /urn:mpeg:(?:mpegB:cicp:systems:auxiliary:depth|hevc:2015:auxid:2)/;

function propertiesText(source: ByteSource, meta: Box | undefined): string {
  const box = childBox(source, childBox(source, meta, 'iprp'), 'ipco');
  if (box === undefined || box.end - box.at > maxMeta) return '';
  return asciiAt(source.read(box.at, box.end - box.at), 0, maxMeta);
}

function extrasOf(source: ByteSource, boxes: readonly Box[], itemText: string): Extra[] {
  const properties = propertiesText(
    source,
    boxes.find(({ type }) => type === 'meta'),
  );
  const hasCredentials = boxes.some(
    ({ type, at }) => type === 'uuid' && Buffer.from(source.read(at, 16)).toString('hex') === credentialsBox,
  );
  return [
    ...(itemText.includes('tmap') ? (['gainMap'] as const) : []),
    ...(depthMap.test(properties) ? (['depthMap'] as const) : []),
    ...(hasCredentials ? (['credentials'] as const) : []),
  ];
}

/** Whether colours are stored multiplied by their opacity. @see ISO/IEC 23008-12, 6.10.1.1: references of the type `prem` */
function isPremultiplied(source: ByteSource, meta: Box | undefined): boolean {
  const references = childBox(source, meta, 'iref');
  if (references === undefined) return false;
  return boxesIn(source, references.at + 4, references.end).some(({ type }) => type === 'prem');
}

/** Reads an AVIF's boxes. sharp reads its EXIF and XMP, because it follows the item locations. */
export function readHeif(source: ByteSource): Container {
  const boxes = boxesIn(source, 0, source.size);
  const meta = boxes.find(({ type }) => type === 'meta');
  const cicp = meta && cicpOf(source, meta);
  const items = meta && childBox(source, meta, 'iinf');
  const itemText =
    items && items.end - items.start <= maxMeta
      ? asciiAt(source.read(items.at, items.end - items.at), 0, maxMeta)
      : '';
  return {
    metadata: {},
    frames: frameCount(source, boxes),
    extras: extrasOf(source, boxes, itemText),
    broken: [],
    isPremultiplied: isPremultiplied(source, meta),
    ...(cicp && { cicp }),
  };
}
