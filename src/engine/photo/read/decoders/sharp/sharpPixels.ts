import type { Sharp } from 'sharp';
import type { Notice } from '@contract';
import type { Samples } from '@core';
import { pixelLimit, sharp } from '../../../codec/codec';
import { inTurnOrAlone } from '../../../codec/codecTurns';
import { decodeFailure, isHarmlessWarning } from '../../../codec/damage';
import { samplesOf, separate, type Layout, type Planes } from '../../../codec/samples';
import { scalePixels } from '../../../codec/scaleToFit';
import { unmultiply } from '../../../codec/unmultiply';
import { recodeToRgb } from '../../../tiff/tiffRecode';
import { marker } from '../../container/jpegMarkers';
import { hasAllScans, hasEndMarker, withoutZeros } from '../../container/jpegScans';
import { pageForCodec } from '../../photoPage';
import { fromFloat } from '../floatPixels';
import type { PhotoHeader, PixelRequest, Pixels } from '../Decoder';
import { upright } from '../turn';

type FailOn = 'none' | 'error' | 'warning';

type Decoded = { data: Buffer; width: number; height: number; channels: number };

function is16Bit(header: PhotoHeader): boolean {
  return header.bits > 8;
}

/** sharp's pipeline drops the alpha of 8-bit grey, so such photos go through RGB. */
function targetSpace(header: PhotoHeader): 'grey16' | 'rgb16' | 'b-w' | 'srgb' {
  const isGrey = header.model === 'grey';
  if (is16Bit(header)) return isGrey ? 'grey16' : 'rgb16';
  return isGrey && !header.hasAlpha ? 'b-w' : 'srgb';
}

/** Resizing weights colours by the last channel as opacity. A photo with any other last channel is decoded at full size. */
function fitForCodec({ header: { container }, fit }: PixelRequest): number | undefined {
  return container.beside?.alphaAt === null ? undefined : fit;
}

function pipelineFor(request: PixelRequest, failOn: FailOn): Sharp {
  const { file, header } = request;
  const pipeline = sharp(file.input, {
    ...pageForCodec(file.page),
    failOn,
    limitInputPixels: pixelLimit,
    limitInputChannels: false,
    // Stored values stay unchanged. Only colours other than RGB go through their profile.
    ignoreIcc: header.model !== 'cmyk',
    autoOrient: header.turn.byCodec,
  });
  const fit = fitForCodec(request);
  if (fit === undefined) return pipeline;
  return pipeline.resize({ width: fit, height: fit, fit: 'inside', withoutEnlargement: true });
}

async function decoded(decoder: Sharp): Promise<Decoded> {
  const { data, info } = await inTurnOrAlone(() => decoder.clone().toBuffer({ resolveWithObject: true }));
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function run(request: PixelRequest, failOn: FailOn): Promise<Decoded> {
  const { header } = request;
  const depth = is16Bit(header) ? 'ushort' : 'uchar';
  return decoded(pipelineFor(request, failOn).toColourspace(targetSpace(header)).raw({ depth }));
}

/** libvips treats floating-point colour as light and grey as 0 to 255. Without a conversion it returns the stored values. */
function runFloat(request: PixelRequest, failOn: FailOn): Promise<Decoded> {
  const space = request.header.model === 'grey' ? 'b-w' : 'scrgb';
  const pipeline = pipelineFor(request, failOn).pipelineColourspace(space).toColourspace(space);
  return decoded(pipeline.raw({ depth: 'float' }));
}

async function runStrictly(request: PixelRequest): Promise<Decoded> {
  try {
    // libjpeg reports broken picture data as warnings. The other decoders warn about odd tags and report a broken picture as an error.
    return await run(request, request.file.format === 'jpeg' ? 'warning' : 'error');
  } catch (error) {
    if (isHarmlessWarning(error)) return await run(request, 'error');
    const whole = await runWithEnd(request).catch(() => null);
    if (whole === null) throw error;
    return whole;
  }
}

/**
 * Decodes a JPEG that lacks its end marker; null if it has its own or if more is missing. The codec does not report what is missing
 * in the last rows, and fills it in. So the file is decoded a second time with other bytes behind its data: where a pixel is missing,
 * the pictures differ.
 */
async function runWithEnd(request: PixelRequest): Promise<Decoded | null> {
  const { format, input, source } = request.file;
  if (format !== 'jpeg' || typeof input === 'string' || hasEndMarker(input)) return null;
  if (!hasAllScans(source)) return null;
  const short = withoutZeros(input);
  // A single zero may be data.
  const data = input.length - short.length < leastPadding ? input : short;
  const withBytes = (...bytes: number[]): PixelRequest => {
    const ended = Buffer.concat([data, Buffer.from(bytes), Buffer.of(0xff, marker.eoi)]);
    return { ...request, file: { ...request.file, input: ended } };
  };
  const whole = await run(withBytes(), 'warning');
  const other = await run(withBytes(...fillers), 'none');
  return whole.data.equals(other.data) ? whole : null;
}

const leastPadding = 16;

/** Bits of every kind, enough for a block of each component, and no marker. */
const fillers = Array.from({ length: 1024 }, (_, index) => (index * 89 + 0x5a) % 255);

/** Floating-point grey or RGB. libvips converts that of CMYK and Lab. */
function isStoredFloat({ isFloat, model }: PhotoHeader): boolean {
  return isFloat && (model === 'grey' || model === 'rgb');
}

async function decodeAny(request: PixelRequest): Promise<Decoded> {
  const { file, header, isTolerant } = request;
  try {
    if (isStoredFloat(header)) return await runFloat(request, isTolerant === true ? 'none' : 'error');
    return await (isTolerant === true ? run(request, 'none') : runStrictly(request));
  } catch (error) {
    throw decodeFailure(error, file);
  }
}

function layoutOf(header: PhotoHeader, channels: number): Layout {
  const colours = header.model === 'grey' ? 1 : 3;
  if (!header.hasAlpha || channels === colours) return { channels, colours, alphaAt: null };
  const stated = header.container.beside?.alphaAt ?? colours;
  // Grey that came through RGB has its alpha after three equal colours.
  const isWidened = colours === 1 && !isStoredFloat(header) && targetSpace(header) === 'srgb';
  return { channels, colours, alphaAt: isWidened ? stated + 2 : stated };
}

type Sorted = Planes & { notices: Notice[] };

function sortFloat({ data }: Decoded, layout: Layout, { profile, container }: PhotoHeader): Sorted {
  const values = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const { channels, colours, alphaAt } = layout;
  const pixels = values.length / channels;
  const ofColours = channels === colours ? values : new Float32Array(pixels * colours);
  if (channels !== colours) {
    for (let pixel = 0, to = 0; pixel < pixels; pixel++)
      for (let colour = 0; colour < colours; colour++)
        ofColours[to++] = values[pixel * channels + colour] ?? 0;
  }
  const { samples, notices } = fromFloat(ofColours, {
    white: container.floatWhite,
    isEncoded: profile !== undefined,
  });
  if (alphaAt === null) return { colours: samples, notices };
  const opacity = (pixel: number): number =>
    Math.min(1, Math.max(0, values[pixel * channels + alphaAt] ?? 0));
  const alpha = Uint16Array.from({ length: pixels }, (_, pixel) => Math.round(opacity(pixel) * 65_535));
  return { colours: samples, alpha, notices };
}

function sort(decoded: Decoded, layout: Layout, header: PhotoHeader): Sorted {
  if (isStoredFloat(header)) return sortFloat(decoded, layout, header);
  return { ...separate(samplesOf(decoded.data, is16Bit(header)), layout), notices: [] };
}

/** libheif leaves the low bits empty. Repeating the high bits there makes the brightest value 65535. */
function fillLowBits(samples: Samples, bits: number): void {
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index] ?? 0;
    samples[index] = value | (value >> bits);
  }
}

/** Finishes the decoding of the samples where the codec stops. */
function settle({ colours, alpha }: Planes, { file, header }: PixelRequest): void {
  if (file.recode !== undefined) recodeToRgb(colours, file.recode);
  if (file.format === 'avif' && is16Bit(header) && header.bits < 16) {
    fillLowBits(colours, header.bits);
    if (alpha !== undefined) fillLowBits(alpha, header.bits);
  }
  if (header.container.isPremultiplied === true && alpha !== undefined) unmultiply(colours, alpha);
}

/** The pixels of what sharp decodes, as the port asks. */
export async function sharpPixels(
  request: PixelRequest,
  { signal }: { signal: AbortSignal },
): Promise<Pixels & { notices: Notice[] }> {
  const { header, fit } = request;
  const decoded = await decodeAny(request);
  const { width, height } = decoded;
  const layout = layoutOf(header, decoded.channels);
  const { notices, ...planes } = sort(decoded, layout, header);
  settle(planes, request);
  const raster = { width, height, channels: layout.colours, data: planes.colours };
  const whole: Pixels = { raster, ...(planes.alpha && { alpha: planes.alpha }) };
  const sized = fit === undefined ? whole : await scalePixels(whole, fit, { signal });
  return { ...upright(sized, header), notices };
}
