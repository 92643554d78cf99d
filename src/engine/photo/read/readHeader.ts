import { extname } from 'node:path';
import type { Metadata } from 'sharp';
import {
  aFileOf,
  CandelaError,
  extensionsOf,
  formats,
  notice,
  type Notice,
  type PhotoFormat,
} from '@contract';
import { swapsSides, type HdrSignal, type Orientation, type Size } from '@core';
import { pixelLimit, pixelLimitMegapixels, sharp } from '../codec/codec';
import { inTurnOrAlone } from '../codec/codecTurns';
import type { Container, Extra } from './container/Container';
import { emptyContainer } from './container/Container';
import { readGif } from './container/gif';
import { readHeif } from './container/heif';
import { readJpeg } from './container/jpeg';
import { readPng } from './container/png';
import { readTiff, tiffDensity } from './container/tiff';
import { readWebp } from './container/webp';
import { decodeFailure } from '../codec/damage';
import { isDcfAdobeRgb } from '../metadata/exif/interoperability';
import { matrixProfile } from '../colour/matrixProfile';
import { codePointsOf, isUsableProfile } from '../colour/iccProfile';
import type { PhotoFile } from './openPhotoFile';
import { orientationOf } from './orientation';
import type { Density, PhotoMetadata } from '../Photo';
import { pageForCodec, type PhotoPage } from './photoPage';
import { signalledColour, type SignalledColour } from '../colour/signalledColour';
import { memorySource, type ByteSource } from '../source';
import { statedColour } from '../colour/statedColour';
import { openTiff, readIfd } from '../tiff/tiffIfd';

/** The colour model of the stored samples. */
export type ColourModel = 'grey' | 'rgb' | 'cmyk' | 'lab';

/** How a photo is turned upright. `byCodec`: the decoder does it. */
export type Turn = {
  orientation: Orientation;
  byCodec: boolean;
  /** The orientation tags no longer apply: the pixels were turned by them, or the tags never applied to these pixels. */
  settlesTags: boolean;
  /** The file beside the photo that states the orientation. */
  sidecar?: string;
};

/** The facts about a photo that are known before its pixels are decoded. */
export type PhotoHeader = {
  /** Pixels, orientation applied. */
  width: number;
  height: number;
  turn: Turn;
  model: ColourModel;
  hasAlpha: boolean;
  /** Depth of the stored samples: 1 to 16, 32 for floating point. */
  bits: number;
  isFloat: boolean;
  profile?: Uint8Array;
  /** Set if the values are an HDR signal that will be tone-mapped. `profile` is then the result's. */
  hdr?: HdrSignal;
  metadata: PhotoMetadata;
  container: Container;
  notices: Notice[];
};

const readers: Readonly<Record<PhotoFormat, (source: ByteSource, page: PhotoPage) => Container>> = {
  jpeg: readJpeg,
  png: readPng,
  tiff: readTiff,
  webp: readWebp,
  avif: readHeif,
  gif: readGif,
};

/** The formats' own readers may get hostile files. A failure costs only the metadata. */
function readContainer(file: PhotoFile): Container {
  try {
    return readers[file.format](file.source, file.page);
  } catch (error) {
    if (error instanceof CandelaError) throw error;
    return { ...emptyContainer, broken: ['its metadata'] };
  }
}

async function readMetadata(file: PhotoFile): Promise<Metadata> {
  try {
    const options = { ...pageForCodec(file.page), limitInputPixels: false, failOn: 'none' } as const;
    return await inTurnOrAlone(() => sharp(file.input, options).metadata());
  } catch (error) {
    throw decodeFailure(error, file);
  }
}

function modelOf(meta: Metadata, { recode }: PhotoFile): ColourModel {
  if (recode?.kind === 'lab') return 'lab';
  if (recode !== undefined) return 'rgb';
  if (meta.space === 'cmyk') return 'cmyk';
  if (meta.space === 'lab' || meta.space === 'labs') return 'lab';
  return meta.channels <= 2 ? 'grey' : 'rgb';
}

/** Resolution from EXIF, for containers without their own field. */
function exifDensity(exif: Uint8Array | undefined): Density | undefined {
  const tiff = exif && openTiff(memorySource(exif));
  const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
  return tiff && ifd0 ? tiffDensity(tiff, ifd0) : undefined;
}

function metadataOf(container: Container, meta: Metadata): PhotoMetadata {
  const exif = container.metadata.exif ?? withoutPrefix(meta.exif);
  const xmp = container.metadata.xmp ?? meta.xmp?.toString('utf8');
  const density = container.metadata.density ?? exifDensity(exif);
  return {
    ...container.metadata,
    ...(exif && { exif }),
    ...(xmp !== undefined && { xmp }),
    ...(density && { density }),
  };
}

function withoutPrefix(exif: Buffer | undefined): Uint8Array | undefined {
  return exif?.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? exif.subarray(6) : exif;
}

const extraNotices: Readonly<Record<Extra, Notice>> = {
  gainMap: notice('output.gainMapDropped'),
  depthMap: notice('output.embeddedDropped', { what: 'depth map' }),
  motionVideo: notice('output.embeddedDropped', { what: 'motion video' }),
  otherPictures: notice('output.embeddedDropped', { what: 'second picture' }),
  credentials: notice('output.credentialsDropped'),
  trailer: notice('output.embeddedDropped', { what: 'data behind the picture' }),
};

function noticesOf(file: PhotoFile, container: Container, frames: number): Notice[] {
  const { label } = formats[file.format];
  const { number: page, count: pages } = file.page;
  const extension = extname(file.path).slice(1).toLowerCase();
  return [
    ...(extensionsOf(file.format).includes(extension) ? [] : [notice('photo.extension', { format: label })]),
    ...(frames > 1 ? [notice('photo.firstFrame', { frames })] : []),
    ...(pages > 1 ? [notice('photo.onePage', { page, pages })] : []),
    ...besideNotices(container),
    ...container.extras.map((extra) => extraNotices[extra]),
    ...unknownNotices(container),
    ...container.broken.map((what) => notice('photo.metadataUnreadable', { what })),
  ];
}

/** Names in one notice. A scanner or a microscope may write dozens of tags. */
const maxNames = 8;

function unknownNotices({ unknown = [] }: Container): Notice[] {
  if (unknown.length === 0) return [];
  const rest = unknown.length - maxNames;
  const names = unknown.slice(0, maxNames).join(', ');
  const what = rest > 0 ? `${names} and ${String(rest)} more` : names;
  return [notice('output.unknownDropped', { what })];
}

/** Channels that are neither colour nor opacity are dropped with a notice. */
function besideNotices({ beside }: Container): Notice[] {
  const count = beside === undefined ? 0 : beside.count - (beside.alphaAt === null ? 0 : 1);
  if (count === 0) return [];
  return [
    notice('photo.channelsDropped', { count: count === 1 ? 'one channel' : `${String(count)} channels` }),
  ];
}

const isFloatDepth = (depth: string): boolean => depth === 'float' || depth === 'double';

/** libvips would cut these down to their lowest bits. */
const rareDepths: Readonly<Record<string, string>> = {
  uint: '32-bit integers',
  int: '32-bit integers',
  short: 'signed numbers',
  char: 'signed numbers',
  complex: 'complex numbers',
  dpcomplex: 'complex numbers',
};

function assertDepth(file: PhotoFile, { depth, space }: Metadata): void {
  const rare = rareDepths[depth];
  // Lab is always signed.
  if (rare === undefined || space === 'labs') return;
  const kind = `${aFileOf(file.format)} of ${rare}`;
  throw new CandelaError('photo.unsupported', { file: file.path, kind });
}

function assertSize(file: PhotoFile, width: number, height: number): void {
  if (width * height <= pixelLimit) return;
  throw new CandelaError('photo.tooLarge', { file: file.path, width, height, limit: pixelLimitMegapixels });
}

/** A usable profile, as it is stored. */
function embeddedProfile(
  { icc }: Metadata,
  model: ColourModel,
): Pick<SignalledColour, 'profile' | 'notices'> {
  if (icc === undefined) return { notices: [] };
  if (isUsableProfile(icc, model === 'grey' ? 1 : 3)) return { profile: icc, notices: [] };
  return { notices: [notice('photo.badProfile')] };
}

/** The meaning of the stored values. CMYK and Lab become sRGB, and so does floating point without a profile. */
async function colourOf(meta: Metadata, container: Container, model: ColourModel): Promise<SignalledColour> {
  if (model === 'cmyk' || model === 'lab') return { notices: [] };
  const { profile, notices } = embeddedProfile(meta, model);
  if (isFloatDepth(meta.depth)) return { notices, ...(profile && { profile }) };
  const cicp = container.cicp ?? (profile && codePointsOf(profile));
  if (cicp === undefined) return withoutCodePoints({ profile, notices }, container, model);
  const colour = await signalledColour(cicp, profile);
  return { ...colour, notices: [...notices, ...colour.notices] };
}

function withoutCodePoints(
  { profile, notices }: { profile: Uint8Array | undefined; notices: Notice[] },
  { stated, metadata: { exif } }: Container,
  model: 'grey' | 'rgb',
): SignalledColour {
  const known = profile ?? (isDcfAdobeRgb(exif) ? matrixProfile('adobeRgb', 'adobe') : undefined);
  if (known === undefined && stated !== undefined) return statedColour(stated, model);
  return { notices, ...(known && { profile: known }) };
}

async function turnOf(meta: Metadata, file: PhotoFile, metadata: PhotoMetadata): Promise<Turn> {
  const stated = await orientationOf(file, metadata, meta);
  if (stated === undefined) return { orientation: 1, byCodec: true, settlesTags: true };
  const { orientation, sidecar } = stated;
  const byCodec = orientation === (meta.orientation ?? 1);
  return { orientation, byCodec, settlesTags: orientation !== 1, ...(sidecar !== undefined && { sidecar }) };
}

function turnNotices({ orientation, sidecar }: Turn): Notice[] {
  return sidecar === undefined || orientation === 1 ? [] : [notice('photo.sidecarTurned', { sidecar })];
}

function sizeOf(meta: Metadata, { orientation, byCodec }: Turn): Size {
  if (byCodec) return meta.autoOrient;
  const { width, height } = meta;
  return swapsSides(orientation) ? { width: height, height: width } : { width, height };
}

/**
 * Reads the header of the page that was opened, without decoding a pixel.
 * @throws CandelaError `photo.damaged`, `photo.unsupported`, `photo.tooLarge`
 */
export async function readHeader(file: PhotoFile): Promise<PhotoHeader> {
  const meta = await readMetadata(file);
  assertDepth(file, meta);
  const container = readContainer(file);
  const metadata = metadataOf(container, meta);
  const turn = await turnOf(meta, file, metadata);
  const { width, height } = sizeOf(meta, turn);
  assertSize(file, width, height);
  const model = modelOf(meta, file);
  const { profile, hdr, notices } = await colourOf(meta, container, model);
  return {
    width,
    height,
    turn,
    model,
    hasAlpha: meta.hasAlpha && container.isOpaque !== true,
    bits: meta.bitsPerSample ?? (meta.depth === 'ushort' ? 16 : isFloatDepth(meta.depth) ? 32 : 8),
    isFloat: isFloatDepth(meta.depth),
    metadata,
    container,
    notices: [
      ...noticesOf(
        file,
        container,
        Math.max(container.frames, file.format === 'gif' ? (meta.pages ?? 1) : 1),
      ),
      ...turnNotices(turn),
      ...notices,
    ],
    ...(profile && { profile }),
    ...(hdr && { hdr }),
  };
}
