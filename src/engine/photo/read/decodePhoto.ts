import { notice, type Notice } from '@contract';
import { toneMap, widenRange, type Raster } from '@core';
import { decodePixels } from './decodePixels';
import { openPhotoFile, type PhotoFile } from './openPhotoFile';
import type { Photo, PhotoInfo } from '../Photo';
import { pageOf } from './photoPage';
import { readHeader, type PhotoHeader } from './readHeader';

/** `page`: number of a full picture in a TIFF, counted from 1; absent: the first. */
type Options = { signal: AbortSignal; page?: number | undefined };

type DecodeOptions = Options & {
  /** The longest side of the result, px. */
  fit?: number;
  /** Decodes as much of a damaged file as possible, with gaps. Only for looking at, never for enhancing. */
  isTolerant?: boolean;
};

function conversions(header: PhotoHeader): Notice[] {
  return [
    ...(header.model === 'cmyk' ? [notice('photo.cmykConverted')] : []),
    ...(header.model === 'lab' ? [notice('photo.labConverted')] : []),
    ...(header.isFloat ? [notice('photo.floatReduced')] : []),
  ];
}

/** Converts HDR or narrow-range video values to those of an ordinary photo. */
function bringIntoRange(raster: Raster, { hdr, container }: PhotoHeader): void {
  if (hdr !== undefined) toneMap(raster, hdr);
  else if (container.cicp?.isNarrow === true) widenRange(raster.data);
}

async function decode(file: PhotoFile, { signal, fit, isTolerant }: DecodeOptions): Promise<Photo> {
  const header = await readHeader(file);
  signal.throwIfAborted();
  const { raster, alpha, notices } = await decodePixels({ file, header, fit, isTolerant, signal });
  signal.throwIfAborted();
  bringIntoRange(raster, header);
  signal.throwIfAborted();
  await file.assertUnchanged();
  const { jpeg, lossless } = header.container;
  return {
    raster,
    ...(alpha && { alpha }),
    ...(header.profile && { profile: header.profile }),
    metadata: header.metadata,
    source: {
      path: file.path,
      format: file.format,
      bits: header.bits,
      size: { width: header.width, height: header.height },
      orientation: header.turn.orientation,
      settlesOrientation: header.turn.settlesTags,
      ...pageOf(file.page),
      ...(jpeg && { jpeg }),
      ...(lossless !== undefined && { lossless }),
    },
    notices: [...header.notices, ...conversions(header), ...notices],
  };
}

/**
 * Decodes a photo with all its metadata. The first frame counts; of a TIFF, the requested page. Orientation is applied. Stored
 * values keep their colour space, except that CMYK and Lab become sRGB and HDR (PQ, HLG) is tone-mapped. With `fit` the pixels are
 * scaled to that long edge, but never enlarged. That is several times as fast for a large JPEG.
 * @param path absolute
 * @throws CandelaError `input.missing`, `photo.unreadable`, `photo.empty`, `photo.unsupported`, `photo.notAPhoto`, `photo.noPage`,
 *   `photo.damaged`, `photo.tooLarge`, `photo.changed`
 */
export async function decodePhoto(path: string, options: DecodeOptions): Promise<Photo> {
  const file = await openPhotoFile(path, options);
  try {
    return await decode(file, options);
  } finally {
    await file.close();
  }
}

/**
 * The facts about a photo that memory and progress need, known before its pixels are decoded.
 * @param path absolute
 * @throws CandelaError like `decodePhoto`
 */
export async function inspectPhoto(path: string, options: Options): Promise<PhotoInfo> {
  const file = await openPhotoFile(path, { ...options, headerOnly: true });
  try {
    const header = await readHeader(file);
    const { width, height, hasAlpha, bits } = header;
    const channels = header.model === 'grey' ? 1 : 3;
    const decodedBytes = width * height * (channels + (hasAlpha ? 1 : 0)) * (bits > 8 ? 2 : 1);
    const { exif } = header.metadata;
    const { path: own, format } = file;
    const size = { width, height, channels, hasAlpha, decodedBytes } as const;
    return { path: own, format, bits, ...pageOf(file.page), ...size, ...(exif && { exif }) };
  } finally {
    await file.close();
  }
}
