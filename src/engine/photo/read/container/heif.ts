import { ByteReader, asciiAt } from '../../bytes';
import type { ByteSource } from '../../source';
import type { Cicp, Container, Extra } from './Container';
import { extraItems } from './heifItems';
import { boxesIn, childBox, type Box } from './isoBoxes';

const maxMeta = 16 * 1024 * 1024;

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
/** The video of a motion photo. @see Android, Motion Photo format 1.0 */
const motionBox = 'mpvd';
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
    ...(boxes.some(({ type }) => type === motionBox) ? (['motionVideo'] as const) : []),
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
  // The pictures of a sequence are told as frames.
  const isSequence = boxes.some(({ type }) => type === 'moov');
  const more = meta === undefined || isSequence ? { extras: [], unknown: [] } : extraItems(source, meta);
  return {
    metadata: {},
    frames: frameCount(source, boxes),
    extras: [...new Set([...extrasOf(source, boxes, itemText), ...more.extras])],
    unknown: more.unknown,
    broken: [],
    isPremultiplied: isPremultiplied(source, meta),
    ...(cicp && { cicp }),
  };
}
