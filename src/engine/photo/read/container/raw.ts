import { CandelaError } from '@contract';
import { ByteReader, startsWith } from '../../bytes';
import { readTags, swapTag, writeExif } from '../../metadata/exif/writeTiff';
import type { Tag } from '../../metadata/exif/tags';
import { memorySource, type ByteSource } from '../../source';
import { entryBytes, findEntry, openTiff, readIfd, type Ifd } from '../../tiff/tiffIfd';
import { emptyContainer, type Container } from './Container';
import { boxesIn, type Box } from './isoBoxes';
import { readJpeg } from './jpeg';
import { readTiff } from './tiff';

/** A part of a file, as if it were one. */
function partOf(source: ByteSource, from: number, length: number): ByteSource {
  return memorySource(source.read(from, Math.min(length, 16 * 1024 * 1024)));
}

/** What a raw's own reader keeps: what describes the photo. How the sensor's values are stored is nobody's business any more. */
function described({ metadata, broken }: Container): Container {
  return { ...emptyContainer, metadata, broken };
}

/** Fuji puts EXIF into the JPEG whose place the header tells. */
function readRaf(source: ByteSource): Container {
  const head = new ByteReader(source.read(0, 96), false);
  return described(readJpeg(partOf(source, head.u32(84), head.u32(88))));
}

/** Olympus and Panasonic have another number where a TIFF has 42. */
function withUsualNumber(source: ByteSource): ByteSource {
  const isLittle = source.read(0, 1)[0] === 0x49;
  const usual = isLittle ? [0x2a, 0] : [0, 0x2a];
  const read = (offset: number, length: number): Uint8Array => {
    const found = source.read(offset, length);
    if (offset > 3 || offset + found.length <= 2) return found;
    const corrected = Uint8Array.from(found);
    for (const [index, byte] of usual.entries()) {
      const at = 2 + index - offset;
      if (at >= 0 && at < corrected.length) corrected[at] = byte;
    }
    return corrected;
  };
  return { ...source, read };
}

/** Panasonic's JPEG, which holds all of EXIF. */
const jpgFromRaw = 0x002e;

/** Files with a TIFF's structure: the first directory describes the photo. */
function readTiffRaw(source: ByteSource): Container {
  const usual = withUsualNumber(source);
  const tiff = openTiff(usual);
  if (tiff === null) return emptyContainer;
  const { firstIfd } = tiff;
  const jpeg = findEntry(readIfd(tiff, firstIfd) ?? emptyIfd, jpgFromRaw);
  const inside = jpeg && described(readJpeg(memorySource(entryBytes(tiff, jpeg))));
  if (inside?.metadata.exif !== undefined) return inside;
  return described(readTiff(usual, { number: 1, count: 1, directory: 0, directoryAt: firstIfd }));
}

const emptyIfd: Ifd = { at: 0, entries: [], next: 0, nextAt: 0 };

/** Boxes of Canon's third format. @see github.com/lclevy/canon_cr3 */
const uuids = {
  canon: '85c0b687820f11e08111f4ce462b6a48',
  xmp: 'be7acfcb97a942e89c71999491e3afac',
} as const;

const uuidLength = 16;

type Part = { at: number; end: number };

function uuidBox(source: ByteSource, { at: from, end }: Part, uuid: string): Box | undefined {
  return boxesIn(source, from, end).find(
    ({ type, at }) => type === 'uuid' && Buffer.from(source.read(at, uuidLength)).toString('hex') === uuid,
  );
}

/** The tags of a small TIFF in a box, of which only the first directory counts. */
function tagsIn(source: ByteSource, box: Box | undefined): { tags: Tag[]; littleEndian: boolean } {
  const tiff = box && openTiff(partOf(source, box.at, box.end - box.at));
  const ifd = tiff && readIfd(tiff, tiff.firstIfd);
  return tiff && ifd
    ? { tags: readTags(tiff, ifd), littleEndian: tiff.littleEndian }
    : { tags: [], littleEndian: true };
}

/** Canon's CR3 keeps the directories of EXIF in boxes of their own, the maker's note among them. */
function readCr3(source: ByteSource): Container {
  const moov = boxesIn(source, 0, source.size).find(({ type }) => type === 'moov');
  const canon = moov && uuidBox(source, moov, uuids.canon);
  const parts = canon ? boxesIn(source, canon.at + uuidLength, canon.end) : [];
  const partNamed = (name: string): Box | undefined => parts.find(({ type }) => type === name);
  const main = tagsIn(source, partNamed('CMT1'));
  const [exif, gps] = [tagsIn(source, partNamed('CMT2')), tagsIn(source, partNamed('CMT4'))];
  const inOrder = (part: typeof main): Tag[] =>
    part.littleEndian === main.littleEndian ? part.tags : part.tags.map(swapTag);
  const lists = { ifd0: main.tags, exif: inOrder(exif), gps: inOrder(gps), interoperability: [] };
  const packet = uuidBox(source, { at: 0, end: source.size }, uuids.xmp);
  const xmp = packet && source.read(packet.at + uuidLength, packet.end - packet.at - uuidLength);
  return {
    ...emptyContainer,
    metadata: {
      ...(main.tags.length + exif.tags.length > 0 && { exif: writeExif(lists, main.littleEndian) }),
      ...(xmp && { xmp: Buffer.from(xmp).toString('utf8').replace(/\0+$/, '') }),
    },
    broken: partNamed('CMT3') === undefined ? [] : ["the camera maker's note"],
  };
}

/** What the file of a camera raw says of the photo. Hostile files cost only the metadata. */
export function readRaw(source: ByteSource): Container {
  try {
    const head = source.read(0, 16);
    if (startsWith(head, 'FUJIFILMCCD-RAW')) return readRaf(source);
    return startsWith(head, 'ftypcrx ', 4) ? readCr3(source) : readTiffRaw(source);
  } catch (error) {
    if (error instanceof CandelaError) throw error;
    return { ...emptyContainer, broken: ['its metadata'] };
  }
}
