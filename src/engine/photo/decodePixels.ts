import { srgbOfLight, swapsSides, turnSamples, type Raster, type Samples } from '@core';
import { pixelLimit, sharp } from './codec';
import { inTurnOrAlone } from './codecTurns';
import { decodeFailure, isHarmlessWarning } from './damage';
import { labToSrgb } from './tiffOddities';
import type { PhotoFile } from './openPhotoFile';
import type { PhotoFormat } from './Photo';
import { pageForCodec } from './photoPage';
import type { PhotoHeader } from './readHeader';
import { samplesOf, separate, type Layout } from './samples';

type FailOn = 'none' | 'error' | 'warning';

/**
 * How strict each decoder is. libjpeg reports broken picture data as warnings; for the others warnings concern odd tags, and
 * what breaks the picture is an error.
 */
const strictness: Readonly<Record<PhotoFormat, FailOn>> = {
  jpeg: 'warning',
  png: 'error',
  tiff: 'error',
  webp: 'error',
  avif: 'error',
  gif: 'error',
};

type Decoded = { data: Buffer; width: number; height: number; channels: number };

function is16Bit(header: PhotoHeader): boolean {
  return header.bits > 8;
}

/** sharp's pipeline drops the alpha of 8-bit grey, so that goes through RGB. */
function targetSpace(header: PhotoHeader): 'grey16' | 'rgb16' | 'b-w' | 'srgb' {
  const isGrey = header.model === 'grey';
  if (is16Bit(header)) return isGrey ? 'grey16' : 'rgb16';
  return isGrey && !header.hasAlpha ? 'b-w' : 'srgb';
}

type Request = {
  file: PhotoFile;
  header: PhotoHeader;
  /** Longest side of what is wanted, px; a JPEG's decoder then makes a part of the size, in a part of the time. */
  fit?: number | undefined;
  /** Goes on where the picture is broken and leaves gaps there, which nothing in the answer tells. */
  isTolerant?: boolean | undefined;
};

async function run({ file, header, fit }: Request, failOn: FailOn): Promise<Decoded> {
  const pipeline = sharp(file.input, {
    ...pageForCodec(file.page),
    failOn,
    limitInputPixels: pixelLimit,
    limitInputChannels: false,
    // Stored values stay as they are; only what is not RGB goes through its profile.
    ignoreIcc: header.model !== 'cmyk',
    autoOrient: header.turn.byCodec,
  });
  const sized =
    fit === undefined
      ? pipeline
      : pipeline.resize({ width: fit, height: fit, fit: 'inside', withoutEnlargement: true });
  const decoder = sized
    .toColourspace(targetSpace(header))
    .raw({ depth: is16Bit(header) ? 'ushort' : 'uchar' });
  const { data, info } = await inTurnOrAlone(() => decoder.clone().toBuffer({ resolveWithObject: true }));
  return { data, width: info.width, height: info.height, channels: info.channels };
}

async function runStrictly(request: Request): Promise<Decoded> {
  try {
    return await run(request, strictness[request.file.format]);
  } catch (error) {
    if (isHarmlessWarning(error)) return await run(request, 'error');
    throw error;
  }
}

/** libheif leaves the low bits empty; repeating the high ones there makes the brightest value 65535. */
function fillLowBits(samples: Samples, bits: number): void {
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index] ?? 0;
    samples[index] = value | (value >> bits);
  }
}

/** libvips takes floating-point grey for 0 to 255, though for colour it knows that 1 is white. */
async function decodeFloatGrey({ file, header, isTolerant }: Request): Promise<Decoded> {
  const decoder = sharp(file.input, {
    ...pageForCodec(file.page),
    failOn: isTolerant === true ? 'none' : 'error',
    limitInputPixels: pixelLimit,
    autoOrient: header.turn.byCodec,
  })
    .toColourspace('b-w')
    .raw({ depth: 'float' });
  const { data, info } = await inTurnOrAlone(() => decoder.clone().toBuffer({ resolveWithObject: true }));
  const light = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const samples = Uint16Array.from(light, (value) => Math.round(srgbOfLight(value) * 65_535));
  return { data: Buffer.from(samples.buffer), width: info.width, height: info.height, channels: 1 };
}

async function decodeAny(request: Request): Promise<Decoded> {
  const { file, header, isTolerant } = request;
  try {
    if (header.isFloat && header.model === 'grey') return await decodeFloatGrey(request);
    return await (isTolerant === true ? run(request, 'none') : runStrictly(request));
  } catch (error) {
    throw decodeFailure(error, file);
  }
}

function layoutOf(header: PhotoHeader, channels: number): Layout {
  const colours = header.model === 'grey' ? 1 : 3;
  if (!header.hasAlpha || channels === colours) return { channels, colours, alphaAt: null };
  // Grey that came through RGB has its alpha behind three equal colours.
  return { channels, colours, alphaAt: targetSpace(header) === 'srgb' ? 3 : colours };
}

/** Sets upright what the codec left as it is stored. */
function upright(decoded: Decoded, { turn, bits }: PhotoHeader): Decoded {
  if (turn.byCodec) return decoded;
  const { data, width, height, channels } = decoded;
  const turned = turnSamples(samplesOf(data, bits > 8), { width, height, channels }, turn.orientation);
  const size = swapsSides(turn.orientation) ? { width: height, height: width } : { width, height };
  return { ...size, channels, data: Buffer.from(turned.buffer, turned.byteOffset, turned.byteLength) };
}

/**
 * Decodes the pixels of an open photo: orientation applied, stored values, alpha apart. With `fit`, smaller where the decoder
 * can: floating-point grey still comes whole.
 * @throws CandelaError `photo.damaged`, `photo.unsupported`
 */
export async function decodePixels(request: Request): Promise<{ raster: Raster; alpha?: Samples }> {
  const { file, header } = request;
  const { data, width, height, channels } = upright(await decodeAny(request), header);
  const layout = layoutOf(header, channels);
  const { colours, alpha } = separate(samplesOf(data, is16Bit(header)), layout);
  if (file.lab !== undefined) labToSrgb(colours, file.lab);
  if (file.format === 'avif' && is16Bit(header) && header.bits < 16) {
    fillLowBits(colours, header.bits);
    if (alpha !== undefined) fillLowBits(alpha, header.bits);
  }
  return { raster: { width, height, channels: layout.colours, data: colours }, ...(alpha && { alpha }) };
}
