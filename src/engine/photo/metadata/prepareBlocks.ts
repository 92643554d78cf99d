import { formats, notice, type Notice, type OutputFormat, type OutputSettings } from '@contract';
import { startsWith } from '../bytes';
import { minimalExif, patchExif, type ExifColour } from './exif/patchExif';
import { hasMakerNote } from './exif/exifBlock';
import { softwareOf } from './exif/softwareOf';
import { iptcAsXmp, inUtf8, textOf, withoutPlaces, withTexts, type MirroredIptc } from './iptc';
import type { Sidecar } from './sidecar/findSidecar';
import type { SidecarFields } from './sidecar/sidecarFields';
import { iptcTextsOf, readFields, wordsOf } from './sidecar/useSidecar';
import type { Photo, PngText, Provenance } from '../Photo';
import { movePaths } from './movePaths';
import { placementOf } from './placement';
import { iptcDigest } from './photoshop';
import { profileKind } from '../colour/profileKind';
import type { Blocks } from '../write/splice/Blocks';
import { textsAsXmp } from './textsAsXmp';
import { joinExtended, splitExtended, type SplitXmp } from './xmp/extendedXmp';
import { updateXmp } from './xmp/updateXmp';

export type BlockRequest = {
  format: OutputFormat;
  /** `none`: only the profile, without which the values would mean other colours. */
  metadata: OutputSettings['metadata'];
  keepGps: boolean;
  provenance: Provenance;
  now: Date;
  /** The file beside the photo. */
  sidecar?: Sidecar | null;
};

/** A request with the sidecar read. */
type Request = BlockRequest & { fields?: SidecarFields | undefined };

/** A block of metadata and its notices. */
type Part<T> = { value: T; notices: Notice[] };

const lost = (what: string): Notice => notice('photo.metadataUnreadable', { what });

/** Notices of conversions to sRGB. */
const toSrgb: readonly string[] = ['photo.cmykConverted', 'photo.labConverted', 'photo.floatReduced'];

function exifColour({ notices, profile, source }: Photo): ExifColour {
  const has = (codes: readonly string[]): boolean => notices.some(({ code }) => codes.includes(code));
  if (profile !== undefined) return profileKind(profile);
  // What a raw's EXIF says of colours is about the camera's JPEG.
  return source.isDeveloped === true || has([...toSrgb, 'photo.toneMapped']) ? 'srgb' : 'asWas';
}

function exifOf(photo: Photo, { provenance, now, keepGps, fields }: Request): Part<Uint8Array> {
  const { width, height } = photo.raster;
  const { density } = photo.metadata;
  const edits = {
    software: provenance.software,
    now,
    width,
    height,
    keepGps,
    settlesOrientation: photo.source.settlesOrientation,
    colour: exifColour(photo),
    placement: placementOf(photo),
    density,
    words: fields && wordsOf(fields),
  };
  const original = photo.metadata.exif;
  if (original === undefined) return { value: minimalExif(edits), notices: [] };
  const patched = patchExif(original, edits);
  return patched === null
    ? { value: minimalExif(edits), notices: [lost('its EXIF data')] }
    : {
        value: patched,
        notices: keepGps || !hasMakerNote(original) ? [] : [notice('output.makerNoteDropped')],
      };
}

type Iptc = { iptc: Uint8Array; digest?: Uint8Array; isNewer: boolean };

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * IPTC as the result may store it. A correct checksum is replaced by that of the new bytes. A wrong one stays, because it tells
 * readers that IPTC is newer than XMP. A missing one is not added.
 */
function iptcOf({ metadata }: Photo, { keepGps, fields }: Request): Iptc | undefined {
  const { iptc: original, iptcDigest: digest } = metadata;
  if (original === undefined) return undefined;
  const own = inUtf8(keepGps ? original : withoutPlaces(original));
  const iptc = fields === undefined ? own : withTexts(own, iptcTextsOf(fields));
  if (digest === undefined) return { iptc, isNewer: false };
  // A TIFF may pad the block with zeros that the checksum leaves out.
  let end = original.length;
  while (end > 0 && original[end - 1] === 0) end--;
  const wasRight = [original, original.subarray(0, end)].some((bytes) => same(iptcDigest(bytes), digest));
  return { iptc, digest: wasRight ? iptcDigest(iptc) : digest, isNewer: !wasRight };
}

type Mirrored = MirroredIptc & { isNewer: boolean };

function mirroredOf(found: Iptc | undefined, holdsIptc: boolean): Mirrored {
  if (found === undefined || holdsIptc) return { properties: [], isComplete: true, isNewer: false };
  return { ...iptcAsXmp(found.iptc), isNewer: found.isNewer };
}

/** The most bytes that one JPEG segment takes, without its own name. */
const jpegPacketLimit = 65_502;

/** The original's XMP as one packet. A JPEG's second part is dropped if it cannot be read. */
function wholePacket({ metadata: { xmp, extendedXmp } }: Photo): Part<string | undefined> {
  if (xmp === undefined || extendedXmp === undefined) return { value: xmp, notices: [] };
  const joined = joinExtended(xmp, extendedXmp);
  return joined === null
    ? { value: xmp, notices: [lost('its XMP beyond 64 KB')] }
    : { value: joined, notices: [] };
}

/** Comments of a JPEG stay where they are in another one; elsewhere they are texts like those of a PNG. */
function textsOf({ metadata: { texts = [], comments = [] } }: Photo, format: OutputFormat): PngText[] {
  const text = comments
    .map((comment) => textOf(comment).replace(/\0/g, '').trim())
    .filter((words) => words !== '')
    .join('\n');
  return format === 'jpeg' || text === '' ? [...texts] : [...texts, { keyword: 'Comment', text }];
}

/** What ties the pixels to the ground fits them only where they lie as they did. It also tells where they are. */
function geoOf(photo: Photo, { format, keepGps }: BlockRequest): Part<Pick<Blocks, 'geo'>> {
  const { geo } = photo.metadata;
  if (geo === undefined || !keepGps) return { value: {}, notices: [] };
  if (format === 'tiff' && placementOf(photo) === undefined) return { value: { geo }, notices: [] };
  return { value: {}, notices: [notice('output.geoDropped')] };
}

/** Only formats with room for IPTC have it for Photoshop's other resources. */
function pathsOf(photo: Photo, format: OutputFormat): Part<Pick<Blocks, 'paths'>> {
  const { paths } = photo.metadata;
  const { label, written } = formats[format];
  if (paths === undefined) return { value: {}, notices: [] };
  if (!written.holdsIptc) {
    const what = 'a path of Photoshop';
    return { value: {}, notices: [notice('output.metadataDropped', { format: label, what })] };
  }
  const placement = placementOf(photo);
  const placed = placement === undefined ? paths : movePaths(paths, placement);
  return { value: { paths: placed }, notices: [] };
}

function xmpOf(photo: Photo, request: Request, mirrored: Mirrored): Part<SplitXmp> {
  const { provenance, now, keepGps, format, fields: sidecar } = request;
  const { width, height } = photo.raster;
  const previousSoftware = softwareOf(photo.metadata.exif);
  const { properties, isNewer } = mirrored;
  const texts = textsAsXmp(textsOf(photo, format));
  const edits = {
    ...{ provenance, previousSoftware, now, width, height, keepGps, sidecar },
    settlesOrientation: photo.source.settlesOrientation,
    mirrored: properties,
    mirroredIsNewer: isNewer,
    texts: texts.properties,
    colour: exifColour(photo),
    placement: placementOf(photo),
  };
  const { value: original, notices } = wholePacket(photo);
  const { packet, isBroken, hadDevelopSettings } = updateXmp(original, edits);
  return {
    value: format === 'jpeg' ? splitExtended(packet, jpegPacketLimit) : { xmp: packet },
    notices: [
      ...notices,
      ...(isBroken ? [lost('its XMP packet')] : []),
      ...(hadDevelopSettings ? [notice('output.developDropped')] : []),
      ...texts.lost.map((keyword) => lost(`its text “${keyword}”`)),
    ],
  };
}

/** A profile for one channel is meaningless in a format that stores grey as three. */
function profileFor({ profile, raster }: Photo, format: OutputFormat): Part<Uint8Array | undefined> {
  const { label, written } = formats[format];
  if (
    profile === undefined ||
    raster.channels === 3 ||
    written.holdsGrey ||
    !startsWith(profile, 'GRAY', 16)
  ) {
    return { value: profile, notices: [] };
  }
  return {
    value: undefined,
    notices: [notice('output.metadataDropped', { format: label, what: 'a grey colour profile' })],
  };
}

/**
 * A result's metadata: the original's blocks, updated, as far as the format stores them. IPTC becomes XMP in formats without it.
 */
export function prepareBlocks(photo: Photo, asked: BlockRequest): { blocks: Blocks; notices: Notice[] } {
  const { label, written } = formats[asked.format];
  const { metadata } = photo;
  const { value: profile, notices: ofProfile } = profileFor(photo, asked.format);
  if (asked.metadata === 'none') return { blocks: profile ? { profile } : {}, notices: ofProfile };
  const sidecar = readFields(photo, asked);
  const request = { ...asked, fields: sidecar.value };
  const exif = exifOf(photo, request);
  const iptc = iptcOf(photo, request);
  const mirrored = mirroredOf(iptc, written.holdsIptc);
  const xmp = xmpOf(photo, request, mirrored);
  const geo = geoOf(photo, request);
  const paths = pathsOf(photo, request.format);
  const blocks: Blocks = {
    exif: exif.value,
    ...xmp.value,
    ...(iptc && written.holdsIptc && { iptc: iptc.iptc, ...(iptc.digest && { iptcDigest: iptc.digest }) }),
    ...(profile && { profile }),
    ...(metadata.density && { density: metadata.density }),
    ...(metadata.comments && request.format === 'jpeg' && { comments: metadata.comments }),
    ...geo.value,
    ...paths.value,
  };
  const iptcLost = mirrored.isComplete
    ? []
    : [notice('output.metadataDropped', { format: label, what: 'some of the IPTC data' })];
  const parts = [sidecar, exif, xmp, geo, paths];
  return { blocks, notices: [...ofProfile, ...parts.flatMap(({ notices }) => notices), ...iptcLost] };
}
