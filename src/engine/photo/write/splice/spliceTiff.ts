import { tag, longTag, rationalTag, shortTag, type Tag } from '../../metadata/exif/tags';
import { exifLayout, type ExifLayout } from '../../metadata/exif/exifBlock';
import { ifdBytes, readTags, swapTag, writeExif } from '../../metadata/exif/writeTiff';
import { u32be, u32le } from '../../bytes';
import { resourceBytes, resourceId } from '../../metadata/photoshop';
import { memorySource } from '../../source';
import {
  entryNumbers,
  findEntry,
  numberOf,
  openTiff,
  readIfd,
  tiffType,
  type Ifd,
  type TiffFile,
} from '../../tiff/tiffIfd';
import type { Blocks, Spliced } from './Blocks';

const rowsPerStrip = 0x0116;
const stripByteCounts = 0x0117;
const predictor = 0x013d;

/** Tags that describe how the pixels are stored. The encoder's are used. */
const pixelTags: readonly number[] = [
  tag.imageWidth,
  tag.imageLength,
  tag.bitsPerSample,
  tag.compression,
  tag.photometric,
  tag.stripOffsets,
  tag.samplesPerPixel,
  rowsPerStrip,
  stripByteCounts,
  tag.planarConfig,
  predictor,
  tag.extraSamples,
  tag.sampleFormat,
];

/** Tags of an EXIF block's main directory that a TIFF gets anew, or that point to missing data. */
const replacedTags: readonly number[] = [
  ...pixelTags,
  tag.subfileType,
  tag.orientation,
  tag.xResolution,
  tag.yResolution,
  tag.resolutionUnit,
  tag.subIfds,
  tag.thumbnailOffset,
  tag.thumbnailLength,
  tag.xmp,
  tag.iptc,
  tag.photoshop,
  tag.iccProfile,
];

const opaque = (number: number, type: number, bytes: Uint8Array): Tag => ({
  tag: number,
  type,
  count: bytes.length,
  bytes,
});

/** The block in the other byte order. A maker's note is opaque and has its own offsets, so it is dropped. */
function toLittleEndian({ tiff, ifd0, exif, gps }: ExifLayout): { block: Uint8Array; dropped: string[] } {
  const read = (ifd: Ifd | null): Tag[] => (ifd === null ? [] : readTags(tiff, ifd).map(swapTag));
  const interoperabilityAt = exif === null ? undefined : numberOf(tiff, exif, tag.interoperabilityIfd);
  const interoperability = interoperabilityAt === undefined ? null : readIfd(tiff, interoperabilityAt);
  const hasNote = exif !== null && findEntry(exif, tag.makerNote) !== undefined;
  const withoutNote = read(exif).filter(({ tag: number }) => number !== tag.makerNote);
  const parts = {
    ifd0: read(ifd0),
    exif: withoutNote,
    gps: read(gps),
    interoperability: read(interoperability),
  };
  return { block: writeExif(parts, true), dropped: hasNote ? ["the camera maker's note"] : [] };
}

/** The pixel storage tags, with offsets moved by `shift` and values in the wanted byte order. */
function picture(
  encoded: TiffFile,
  ifd: Ifd,
  { shift, littleEndian }: { shift: number; littleEndian: boolean },
): Tag[] {
  const inOrder = (item: Tag): Tag => (littleEndian === encoded.littleEndian ? item : swapTag(item));
  return readTags(encoded, ifd)
    .filter(({ tag: number }) => pixelTags.includes(number))
    .map((item) => {
      if (item.tag !== tag.stripOffsets) return inOrder(item);
      const entry = findEntry(ifd, tag.stripOffsets);
      const offsets = entry === undefined ? [] : entryNumbers(encoded, entry, entry.count);
      const moved = offsets.map((offset) => longTag(0, offset + shift, littleEndian).bytes);
      return { tag: item.tag, type: tiffType.long, count: offsets.length, bytes: Buffer.concat(moved) };
    });
}

/** In the byte order of the file. */
function geoTags({ geo }: Blocks, littleEndian: boolean): Tag[] {
  if (geo === undefined) return [];
  return geo.littleEndian === littleEndian ? [...geo.tags] : geo.tags.map(swapTag);
}

function description(blocks: Blocks, littleEndian: boolean): Tag[] {
  const { density, iptc, iptcDigest, paths, profile, xmp } = blocks;
  const resources = [
    ...(iptcDigest ? [resourceBytes(resourceId.iptcDigest, iptcDigest)] : []),
    ...(paths ? [paths] : []),
  ];
  const resolution = density && [
    rationalTag(tag.xResolution, density.x, littleEndian),
    rationalTag(tag.yResolution, density.y, littleEndian),
    shortTag(tag.resolutionUnit, density.unit === 'inch' ? 2 : 3, littleEndian),
  ];
  return [
    shortTag(tag.orientation, 1, littleEndian),
    ...(resolution ?? []),
    ...(xmp === undefined ? [] : [opaque(tag.xmp, tiffType.byte, Buffer.from(xmp, 'utf8'))]),
    ...(iptc ? [opaque(tag.iptc, tiffType.undefined, iptc)] : []),
    ...(resources.length > 0 ? [opaque(tag.photoshop, tiffType.byte, Buffer.concat(resources))] : []),
    ...(profile ? [opaque(tag.iccProfile, tiffType.undefined, profile)] : []),
  ];
}

/** A little-endian block that only says upright, because readers reject an empty directory. */
const upright = [shortTag(tag.orientation, 1, true)];
const emptyExif = writeExif({ ifd0: upright, exif: [], gps: [], interoperability: [] }, true);

const even = (bytes: Uint8Array): Uint8Array =>
  bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(1)]);

/**
 * Makes a TIFF of an encoded picture and its metadata. The EXIF block becomes the head of the file unchanged, so that every offset
 * in it stays right and a maker's note stays whole. The pixels follow, and a new main directory ends the file.
 * @param bits a sample; more than 8 tie the file to the encoder's byte order
 */
export function spliceTiff(encoded: Uint8Array, blocks: Blocks, bits: number): Spliced {
  const file = openTiff(memorySource(encoded));
  const ifd = file && readIfd(file, file.firstIfd);
  const given = blocks.exif ?? emptyExif;
  const layout = exifLayout(given);
  if (file === null || ifd === null || layout === null)
    throw new Error('the encoder wrote no TIFF, or the EXIF block is not sound');
  const mustTurn = bits > 8 && !layout.tiff.littleEndian;
  const { block, dropped } = mustTurn ? toLittleEndian(layout) : { block: given, dropped: [] };
  const { tiff: exif, ifd0 } = (mustTurn ? exifLayout(block) : layout) ?? layout;
  const head = Buffer.from(even(block));
  const pixels = encoded.subarray(8);
  const order = { shift: head.length - 8, littleEndian: exif.littleEndian };
  const fromExif = readTags(exif, ifd0).filter(({ tag: number }) => !replacedTags.includes(number));
  const padding = new Uint8Array(pixels.length & 1);
  const directoryAt = head.length + pixels.length + padding.length;
  const tags = [
    ...picture(file, ifd, order),
    ...fromExif,
    ...description(blocks, exif.littleEndian),
    ...geoTags(blocks, exif.littleEndian),
  ];
  head.set(exif.littleEndian ? u32le(directoryAt) : u32be(directoryAt), 4);
  return { parts: [head, pixels, padding, ifdBytes(tags, directoryAt, exif.littleEndian)], dropped };
}
