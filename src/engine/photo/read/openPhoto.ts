import { asShot, formats, notice, type FileState, type Notice, type RawSettings } from '@contract';
import { toneMap, widenRange, type Raster, type Size } from '@core';
import type { Decoder, PhotoHeader } from './decoders/Decoder';
import { decoders } from './decoders/decoders';
import { openPhotoFile, type PhotoFile } from './openPhotoFile';
import type { Photo, PhotoInfo } from '../Photo';
import { pageOf } from './photoPage';

/** `page`: number of a full picture in a TIFF, counted from 1; absent: the first. */
export type OpenOptions = {
  signal: AbortSignal;
  page?: number | undefined;
  /** The pixels are not needed, so the file is not read whole. */
  headerOnly?: boolean;
  /** The state in which the file must still be. */
  expect?: FileState | undefined;
  /** How a camera raw is developed; absent: as it was shot. */
  raw?: RawSettings | undefined;
  /** Called every few seconds while another program develops a camera raw. It may take minutes. */
  onAlive?: (() => void) | undefined;
};

export type PixelOptions = {
  signal: AbortSignal;
  /** The longest side of the result, px. */
  fit?: number | undefined;
  /** Decodes as much of a damaged file as possible, with gaps. Only for looking at, never for enhancing. */
  isTolerant?: boolean | undefined;
};

/** One page of a photo, whose file is open and whose header was read. The owner disposes of it, as soon as it is decoded. */
export type OpenPhoto = AsyncDisposable & {
  /** What memory and progress need to know before the pixels are decoded. */
  readonly info: PhotoInfo;
  /**
   * Decodes the pixels, once. The first frame counts. Orientation is applied. Stored values keep their colour space, except that
   * CMYK and Lab become sRGB and HDR (PQ, HLG) is tone-mapped. With `fit` the pixels are scaled to that long edge, but never
   * enlarged. That is several times as fast for a large JPEG.
   * @throws CandelaError `photo.damaged`, `photo.unsupported`, `photo.changed`
   */
  decode(options: PixelOptions): Promise<Photo>;
};

function conversions(header: PhotoHeader): Notice[] {
  return [
    ...(header.model === 'cmyk' ? [notice('photo.cmykConverted')] : []),
    ...(header.model === 'lab' ? [notice('photo.labConverted')] : []),
    ...(header.isFloat ? [notice('photo.floatReduced')] : []),
  ];
}

/** Converts HDR or narrow-range video values to those of an ordinary photo. */
function bringIntoRange(raster: Raster, { hdr, container }: Pick<PhotoHeader, 'hdr' | 'container'>): void {
  if (hdr !== undefined) toneMap(raster, hdr);
  else if (container.cicp?.isNarrow === true) widenRange(raster.data);
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

type Opened = { file: PhotoFile; header: PhotoHeader; decoder: Decoder; raw: RawSettings };

async function decode({ file, header, decoder, raw }: Opened, options: PixelOptions): Promise<Photo> {
  const { signal, fit, isTolerant } = options;
  const loaded = await file.loaded({ signal });
  const pixels = await decoder.pixels({ file: loaded, header, fit, isTolerant, raw }, { signal });
  const {
    raster,
    alpha,
    notices,
    bits = header.bits,
    profile = header.profile,
    hdr = header.hdr,
    isDeveloped,
  } = pixels;
  signal.throwIfAborted();
  bringIntoRange(raster, { container: header.container, ...(hdr && { hdr }) });
  signal.throwIfAborted();
  await loaded.assertUnchanged();
  const { jpeg, lossless } = header.container;
  return {
    raster,
    ...(alpha && { alpha }),
    ...(profile && { profile }),
    metadata: header.metadata,
    source: {
      path: file.path,
      format: file.format,
      bits,
      // The header of a rare raw promises another size than its pixels have.
      size: sizeOf(fit === undefined ? raster : header),
      orientation: header.turn.orientation,
      settlesOrientation: header.turn.settlesTags,
      ...pageOf(file.page),
      ...(jpeg && { jpeg }),
      ...(lossless !== undefined && { lossless }),
      ...(isDeveloped && { isDeveloped }),
    },
    notices: [...header.notices, ...conversions(header), ...notices],
  };
}

function infoOf({ path, format, page }: PhotoFile, header: PhotoHeader): PhotoInfo {
  const { width, height, hasAlpha, bits, metadata, decoderBytes = 0 } = header;
  const channels = header.model === 'grey' ? 1 : 3;
  const decodedBytes = width * height * (channels + (hasAlpha ? 1 : 0)) * (bits > 8 ? 2 : 1);
  const size = { width, height, channels, hasAlpha, decodedBytes, decoderBytes } as const;
  return { path, format, bits, ...pageOf(page), ...size, metadata };
}

function opened(photo: Opened): OpenPhoto {
  const info = infoOf(photo.file, photo.header);
  // The file's bytes are let go with the file.
  let current: Opened | null = photo;
  return {
    info,
    decode: async (options) => {
      if (current === null) throw new Error(`${info.path} was closed before it was decoded`);
      return await decode(current, options);
    },
    [Symbol.asyncDispose]: async () => {
      const last = current;
      current = null;
      last?.header.release?.();
      await last?.file.close();
    },
  };
}

/**
 * Opens a page of a photo and reads its header. The file is opened once: it is recognised by its first bytes, its header is read,
 * and its pixels wait until they are asked for.
 * @param path absolute
 * @throws CandelaError `input.missing`, `photo.unreadable`, `photo.empty`, `photo.unsupported`, `photo.notAPhoto`, `photo.noPage`,
 *   `photo.damaged`, `photo.tooLarge`, `photo.changed`
 */
export async function openPhoto(path: string, options: OpenOptions): Promise<OpenPhoto> {
  const { signal } = options;
  const file = await openPhotoFile(path, options);
  try {
    const decoder = decoders[formats[file.format].decoder];
    const { raw = asShot, onAlive = () => undefined } = options;
    const header = await decoder.header(file, { signal, raw, onAlive });
    if (signal.aborted) header.release?.();
    signal.throwIfAborted();
    return opened({ file, header, decoder, raw });
  } catch (error) {
    await file.close();
    throw error;
  }
}
