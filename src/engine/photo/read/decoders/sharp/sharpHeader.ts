import type { Metadata } from 'sharp';
import { aFileOf, CandelaError, isReadBy, type FormatsOf } from '@contract';
import { swapsSides, type Size } from '@core';
import { sharp } from '../../../codec/codec';
import { inTurnOrAlone } from '../../../codec/codecTurns';
import { decodeFailure } from '../../../codec/damage';
import type { SignalledColour } from '../../../colour/signalledColour';
import type { PhotoMetadata } from '../../../Photo';
import type { ByteSource } from '../../../source';
import { emptyContainer, type Container } from '../../container/Container';
import { readGif } from '../../container/gif';
import { readHeif } from '../../container/heif';
import { readJpeg } from '../../container/jpeg';
import { readPng } from '../../container/png';
import { readTiff } from '../../container/tiff';
import { readWebp } from '../../container/webp';
import type { PhotoFile } from '../../openPhotoFile';
import { pageForCodec, type PhotoPage } from '../../photoPage';
import { colourOf, usableProfile } from '../colourOf';
import type { ColourModel, PhotoHeader, Turn } from '../Decoder';
import { assertSize, exifDensity, noticesOf } from '../headerFacts';
import { turnNotices, turnOf } from '../turn';

type Reader = (source: ByteSource, page: PhotoPage) => Container;

const readers: Readonly<Record<FormatsOf<'sharp'>, Reader>> = {
  jpeg: readJpeg,
  png: readPng,
  tiff: readTiff,
  webp: readWebp,
  avif: readHeif,
  gif: readGif,
};

/** The formats' own readers may get hostile files. A failure costs only the metadata. */
function readContainer(file: PhotoFile): Container {
  if (!isReadBy('sharp', file.format)) return emptyContainer;
  try {
    return readers[file.format](file.source, file.page);
  } catch (error) {
    if (error instanceof CandelaError) throw error;
    return { ...emptyContainer, broken: ['its metadata'] };
  }
}

async function readMetadata(file: PhotoFile): Promise<Metadata> {
  try {
    const options = {
      ...pageForCodec(file.page),
      limitInputPixels: false,
      limitInputChannels: false,
      failOn: 'none',
    } as const;
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

const isFloatDepth = (depth: string): boolean => depth === 'float' || depth === 'double';

/** libvips would cut these down to their lowest bits. */
const rareDepths: Readonly<Record<string, string>> = {
  uint: '32-bit integers',
  int: '32-bit integers',
  short: 'signed samples',
  char: 'signed samples',
  complex: 'complex samples',
  dpcomplex: 'complex samples',
};

function assertDepth(file: PhotoFile, { depth, space }: Metadata): void {
  const rare = rareDepths[depth];
  // Lab is always signed.
  if (rare === undefined || space === 'labs') return;
  const kind = `${aFileOf(file.format)} of ${rare}`;
  throw new CandelaError('photo.unsupported', { file: file.path, kind });
}

/** The meaning of the stored values. CMYK and Lab become sRGB, and so does floating point without a profile. */
async function meaningOf(meta: Metadata, container: Container, model: ColourModel): Promise<SignalledColour> {
  if (model === 'cmyk' || model === 'lab') return { notices: [] };
  if (isFloatDepth(meta.depth)) return usableProfile(meta.icc, model);
  const { cicp, stated, metadata } = container;
  return await colourOf({ profile: meta.icc, cicp, stated, exif: metadata.exif }, model);
}

function sizeOf(meta: Metadata, { orientation, byCodec }: Turn): Size {
  if (byCodec) return meta.autoOrient;
  const { width, height } = meta;
  return swapsSides(orientation) ? { width: height, height: width } : { width, height };
}

/** The header of what sharp decodes, as the port asks. */
export async function sharpHeader(file: PhotoFile): Promise<PhotoHeader> {
  const meta = await readMetadata(file);
  assertDepth(file, meta);
  const container = readContainer(file);
  const metadata = metadataOf(container, meta);
  const said = { ...metadata, otherExif: container.otherExif };
  const turn = await turnOf(file, said, meta);
  const { width, height } = sizeOf(meta, turn);
  assertSize(file, width, height);
  const model = modelOf(meta, file);
  const { profile, hdr, notices } = await meaningOf(meta, container, model);
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
