import { createHash } from 'node:crypto';
import { asciiBytes, u16be, u32be } from '../../bytes';
import { photoshopPrefix } from '../../read/container/jpeg';
import { jpegSegments, marker } from '../../read/container/jpegMarkers';
import type { Density } from '../../Photo';
import { resourceBytes, resourceId } from '../../metadata/photoshop';
import { memorySource } from '../../source';
import type { Blocks, Spliced } from './Blocks';

/** A segment's length field counts itself and has 16 bits. */
const maxPayload = 65_533;

function segment(code: number, ...payload: readonly Uint8Array[]): Uint8Array {
  const length = payload.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.of(0xff, code), u16be(length + 2), ...payload]);
}

function jfif(density: Density | undefined): Uint8Array {
  const unit = density === undefined ? 0 : density.unit === 'inch' ? 1 : 2;
  const side = (value: number): Uint8Array => u16be(Math.min(65_535, Math.max(1, Math.round(value))));
  const version = Uint8Array.of(1, 2, unit);
  const noThumbnail = Uint8Array.of(0, 0);
  return segment(
    marker.app0,
    asciiBytes('JFIF\0'),
    version,
    side(density?.x ?? 1),
    side(density?.y ?? 1),
    noThumbnail,
  );
}

/** @see ICC.1:2022 annex B.4: chunks are numbered from 1. */
function iccSegments(profile: Uint8Array): Uint8Array[] {
  const room = maxPayload - 14;
  const count = Math.ceil(profile.length / room);
  return Array.from({ length: count }, (_, index) =>
    segment(
      marker.app2,
      asciiBytes('ICC_PROFILE\0'),
      Uint8Array.of(index + 1, count),
      profile.subarray(index * room, (index + 1) * room),
    ),
  );
}

/** Photoshop's resources: IPTC-IIM, and its checksum if the original had one. */
function photoshopSegment(iptc: Uint8Array, digest: Uint8Array | undefined): Uint8Array {
  return segment(
    marker.app13,
    asciiBytes(photoshopPrefix),
    resourceBytes(resourceId.iptc, iptc),
    ...(digest ? [resourceBytes(resourceId.iptcDigest, digest)] : []),
  );
}

/** A list of resources goes on in the next segment wherever it is cut. */
function pathSegments({ paths = new Uint8Array() }: Blocks): Uint8Array[] {
  const room = maxPayload - photoshopPrefix.length;
  return Array.from({ length: Math.ceil(paths.length / room) }, (_, index) =>
    segment(marker.app13, asciiBytes(photoshopPrefix), paths.subarray(index * room, (index + 1) * room)),
  );
}

/** An extended packet is named by its MD5, and the main packet must contain the same name. */
function extendedXmpSegments(text: string): Uint8Array[] {
  const bytes = Buffer.from(text, 'utf8');
  const name = asciiBytes(createHash('md5').update(bytes).digest('hex').toUpperCase());
  const room = 65_400;
  return Array.from({ length: Math.ceil(bytes.length / room) }, (_, index) =>
    segment(
      marker.app1,
      asciiBytes('http://ns.adobe.com/xmp/extension/\0'),
      name,
      u32be(bytes.length),
      u32be(index * room),
      bytes.subarray(index * room, (index + 1) * room),
    ),
  );
}

function commentSegments({ comments = [] }: Blocks): Uint8Array[] {
  return comments.map((comment) => segment(marker.com, comment));
}

/** A segment, or its name for a notice if it does not fit. */
function fitting(
  what: string,
  length: number,
  make: () => Uint8Array[],
): { segments: Uint8Array[]; dropped: string[] } {
  return length <= maxPayload ? { segments: make(), dropped: [] } : { segments: [], dropped: [what] };
}

/**
 * Inserts metadata before the pixels of a JPEG that the encoder made without any.
 * @see CIPA DC-008 4.7 (APP1), XMP specification part 3
 */
export function spliceJpeg(encoded: Uint8Array, blocks: Blocks): Spliced {
  const first = jpegSegments(memorySource(encoded)).segments.find(
    ({ marker: code }) => code < marker.app0 || code > 0xef,
  );
  const { exif, iptc, profile, density, extendedXmp } = blocks;
  const xmp = blocks.xmp === undefined ? undefined : Buffer.from(blocks.xmp, 'utf8');
  const groups = [
    fitting('EXIF data beyond 64 KB', (exif?.length ?? 0) + 6, () =>
      exif ? [segment(marker.app1, asciiBytes('Exif\0\0'), exif)] : [],
    ),
    fitting('an XMP packet beyond 64 KB', (xmp?.length ?? 0) + 29, () =>
      xmp ? [segment(marker.app1, asciiBytes('http://ns.adobe.com/xap/1.0/\0'), xmp)] : [],
    ),
    fitting('IPTC data beyond 64 KB', (iptc?.length ?? 0) + 60, () =>
      iptc ? [photoshopSegment(iptc, blocks.iptcDigest)] : [],
    ),
  ];
  const parts = [
    Uint8Array.of(0xff, marker.soi),
    jfif(density),
    ...groups.flatMap(({ segments }) => segments),
    ...pathSegments(blocks),
    ...(extendedXmp === undefined ? [] : extendedXmpSegments(extendedXmp)),
    ...(profile ? iccSegments(profile) : []),
    ...commentSegments(blocks),
    encoded.subarray(first?.at ?? 2),
  ];
  return { parts, dropped: groups.flatMap(({ dropped }) => dropped) };
}
