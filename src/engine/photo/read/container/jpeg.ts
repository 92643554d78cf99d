import { ByteReader, asciiAt, startsWith } from '../../bytes';
import type { Density, PhotoMetadata } from '../../Photo';
import { resourceId, resourceOf } from '../../metadata/photoshop';
import { photoshopExtras, type PhotoshopExtras } from '../../metadata/photoshopExtras';
import type { ByteSource } from '../../source';
import type { Container, Extra } from './Container';
import { endOfPicture, jpegSegments, marker, payloadOf, type JpegSegment } from './jpegMarkers';
import { jpegCoding } from './jpegQuality';

const exifPrefix = 'Exif\0\0';
const xmpPrefix = 'http://ns.adobe.com/xap/1.0/\0';
const extendedXmpPrefix = 'http://ns.adobe.com/xmp/extension/\0';
export const photoshopPrefix = 'Photoshop 3.0\0';
/** @see ISO 19566-5: boxes in APP11. C2PA stores its signed statements there. */
const boxPrefix = 'JP';
const gainMapPrefix = 'urn:iso:std:iso:ts:21496:-1\0';

/** @see JFIF 1.02: unit 1 is inch, 2 is centimetre, 0 is only a ratio. */
function jfifDensity(segments: readonly JpegSegment[]): Density | undefined {
  const jfif = payloadOf(segments, marker.app0, 'JFIF\0');
  if (jfif === undefined || jfif.length < 7) return undefined;
  const reader = new ByteReader(jfif, false);
  const unit = reader.u8(2);
  const [x, y] = [reader.u16(3), reader.u16(5)];
  return (unit === 1 || unit === 2) && x > 0 && y > 0
    ? { x, y, unit: unit === 1 ? 'inch' : 'cm' }
    : undefined;
}

/** Photoshop's resources may be spread over several segments. */
function resourcesOf(segments: readonly JpegSegment[]): Uint8Array {
  const parts = segments
    .filter(
      ({ marker: code, payload }) => code === marker.app13 && asciiAt(payload, 0, 14) === photoshopPrefix,
    )
    .map(({ payload }) => payload.subarray(photoshopPrefix.length));
  return Buffer.concat(parts);
}

/** The parts of an XMP packet beyond 64 KB, in order. @see XMP specification part 3, 1.1.3.1 */
function extendedXmpOf(segments: readonly JpegSegment[]): string | undefined {
  const parts = segments
    .filter(
      ({ marker: code, payload }) => code === marker.app1 && asciiAt(payload, 0, 35) === extendedXmpPrefix,
    )
    .map(({ payload }) => payload.subarray(extendedXmpPrefix.length))
    .filter((part) => part.length > 40)
    .map((part) => ({ offset: new ByteReader(part, false).u32(36), text: part.subarray(40) }))
    .sort((a, b) => a.offset - b.offset);
  return parts.length === 0 ? undefined : Buffer.concat(parts.map(({ text }) => text)).toString('utf8');
}

function metadataOf(
  segments: readonly JpegSegment[],
  resources: Uint8Array,
  { kept }: PhotoshopExtras,
): PhotoMetadata {
  const exif = payloadOf(segments, marker.app1, exifPrefix);
  const xmp = payloadOf(segments, marker.app1, xmpPrefix) ?? resourceOf(resources, resourceId.xmp);
  const extendedXmp = extendedXmpOf(segments);
  const iptc = resourceOf(resources, resourceId.iptc);
  const iptcDigest = resourceOf(resources, resourceId.iptcDigest);
  const density = jfifDensity(segments);
  const comments = segments.filter(({ marker: code }) => code === marker.com).map(({ payload }) => payload);
  return {
    ...(comments.length > 0 && { comments }),
    ...(exif && { exif }),
    ...(xmp && { xmp: Buffer.from(xmp).toString('utf8') }),
    ...(extendedXmp !== undefined && { extendedXmp }),
    ...(iptc && { iptc }),
    ...(iptcDigest && { iptcDigest }),
    ...(density && { density }),
    ...kept,
  };
}

/** The number of pictures in a multi-picture index (MPF). @see CIPA DC-007 */
function pictureCount(segments: readonly JpegSegment[]): number {
  const index = payloadOf(segments, marker.app2, 'MPF\0');
  if (index === undefined || index.length < 12) return 1;
  const reader = new ByteReader(index, index[0] === 0x49);
  const directory = reader.u32(4);
  if (directory + 2 > index.length) return 1;
  for (
    let at = directory + 2, left = reader.u16(directory);
    left > 0 && at + 12 <= index.length;
    at += 12, left--
  ) {
    if (reader.u16(at) === 0xb001) return reader.u32(at + 8);
  }
  return 1;
}

const motionVideo = /(?:GCamera|Camera):(?:MotionPhoto|MicroVideo)\s*(?:=\s*["']1["']|>\s*1\s*<)/;
const gainMap = /hdrgm:Version|HDRGainMap/;

function extrasOf(segments: readonly JpegSegment[], xmp: string, trailerLength: number): Extra[] {
  const hasGainMap = gainMap.test(xmp) || payloadOf(segments, marker.app2, gainMapPrefix) !== undefined;
  const extras: Extra[] = [];
  if (hasGainMap) extras.push('gainMap');
  if (motionVideo.test(xmp)) extras.push('motionVideo');
  if (pictureCount(segments) > (hasGainMap ? 2 : 1)) extras.push('otherPictures');
  // Padding to a round size does not count as a trailer.
  if (extras.length === 0 && trailerLength > 0) extras.push('trailer');
  if (payloadOf(segments, marker.app11, boxPrefix) !== undefined) extras.push('credentials');
  return extras;
}

/** How application segments begin that are read, or that say nothing once the picture is encoded anew. */
const knownPrefixes: Readonly<Record<number, readonly string[]>> = {
  0xe0: ['JFIF\0', 'JFXX\0'],
  0xe1: [exifPrefix, xmpPrefix, extendedXmpPrefix],
  0xe2: ['ICC_PROFILE\0', 'MPF\0', gainMapPrefix],
  0xeb: [boxPrefix],
  0xec: ['Ducky'],
  0xed: [photoshopPrefix],
  0xee: ['Adobe'],
};

/** Segments that makers and programs keep data of their own in, named once each. */
function unknownOf(segments: readonly JpegSegment[]): string[] {
  const names = segments
    .filter(({ marker: code }) => code >= marker.app0 && code <= 0xef)
    .filter(
      ({ marker: code, payload }) => !knownPrefixes[code]?.some((prefix) => startsWith(payload, prefix)),
    )
    .map(({ marker: code, payload }) => {
      if (startsWith(payload, 'FLIR\0')) return 'thermal data of FLIR (APP1)';
      const [name] = /^[\w ./:-]{3,20}/.exec(asciiAt(payload, 0, 20)) ?? [];
      const segmentName = `APP${String(code - marker.app0)}`;
      return name === undefined ? segmentName : `${segmentName} “${name.trim()}”`;
    });
  return [...new Set(names)];
}

/** Only the first block of a kind is read. A copy of it adds nothing. */
function repeated(segments: readonly JpegSegment[]): string[] {
  const isMore = (prefix: string): boolean => {
    const [first, ...more] = segments.filter(
      ({ marker: code, payload }) => code === marker.app1 && startsWith(payload, prefix),
    );
    return more.some(({ payload }) => Buffer.compare(payload, first?.payload ?? payload) !== 0);
  };
  return [
    ...(isMore(exifPrefix) ? ['a second block of EXIF data'] : []),
    ...(isMore(xmpPrefix) ? ['a second XMP packet'] : []),
  ];
}

/** The number of bytes after the picture. A file on disk is not read through for that. */
function trailerLength(source: ByteSource, scanAt: number): number {
  if (!source.inMemory) return 0;
  const end = endOfPicture(source.read(0, source.size), scanAt);
  if (end < 0) return 0;
  return source.read(end, 65_536).some((byte) => byte !== 0) ? source.size - end : 0;
}

/** Reads a JPEG's marker segments. */
export function readJpeg(source: ByteSource): Container {
  const { segments, scanAt } = jpegSegments(source);
  const resources = resourcesOf(segments);
  const hasExif = payloadOf(segments, marker.app1, exifPrefix) !== undefined;
  const photoshop = photoshopExtras(resources, { hasExif });
  const metadata = metadataOf(segments, resources, photoshop);
  const jpeg = jpegCoding(segments);
  const trailer = scanAt < 0 ? 0 : trailerLength(source, scanAt);
  const extras = extrasOf(segments, metadata.xmp ?? '', trailer);
  const unknown = [...unknownOf(segments), ...repeated(segments), ...photoshop.lost];
  return { metadata, frames: 1, extras, unknown, broken: [], ...(jpeg && { jpeg }) };
}
