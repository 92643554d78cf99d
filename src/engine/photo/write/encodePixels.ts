import type { Sharp } from 'sharp';
import { dither, fullScale, type Raster, type Samples } from '@core';
import { formats, type OutputFormat } from '@contract';
import { sharp } from '../codec/codec';
import { inTurn } from '../codec/codecTurns';
import type { PhotoSource } from '../Photo';

/** How to store the pixels. */
export type Coding = {
  format: OutputFormat;
  /** Depth of the samples in the file. */
  bits: 8 | 10 | 12 | 16;
  quality: number;
  chromaSubsampling: '4:4:4' | '4:2:0';
  lossless: boolean;
};

export type Pixels = { raster: Raster; alpha?: Samples };

/** Rounds 16 bits to 8, or stretches 8 to 16, full scale to full scale. */
function toDepth(samples: Samples, wide: boolean): Samples {
  const isWide = samples instanceof Uint16Array;
  if (isWide === wide) return samples;
  if (wide) {
    const wider = new Uint16Array(samples.length);
    for (let index = 0; index < samples.length; index++) wider[index] = (samples[index] ?? 0) * 257;
    return wider;
  }
  const narrower = new Uint8Array(samples.length);
  // Exactly v / 257, rounded. A shift by eight bits would darken by half a step.
  for (let index = 0; index < samples.length; index++)
    narrower[index] = ((samples[index] ?? 0) * 255 + 32_895) >> 16;
  return narrower;
}

/** Colours at the file's depth. Alpha is rounded, because a dithered edge would be visible. */
function inDepth(raster: Raster, wide: boolean): Raster {
  const { data } = raster;
  const isReduced = data instanceof Uint16Array && !wide;
  return { ...raster, data: isReduced ? dither(data, raster) : toDepth(data, wide) };
}

/** Blends the colours over white by their alpha, for formats without transparency. */
function flattened({ raster, alpha }: Pixels): Raster {
  if (alpha === undefined) return raster;
  const { data, channels } = raster;
  const white = fullScale(data);
  const flat = data.slice();
  for (let index = 0; index < flat.length; index++) {
    const opacity = alpha[Math.floor(index / channels)] ?? white;
    if (opacity !== white)
      flat[index] = Math.round(((data[index] ?? 0) * opacity + white * (white - opacity)) / white);
  }
  return { ...raster, data: flat };
}

function pipelineOf({ raster, alpha }: Pixels): Sharp {
  const { width, height, channels, data } = raster;
  const wide = data instanceof Uint16Array;
  const space = channels === 1 ? (wide ? 'grey16' : 'b-w') : wide ? 'rgb16' : 'srgb';
  const pipeline = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  if (alpha === undefined) return pipeline.toColourspace(space);
  // sharp accepts any typed array here and derives the depth from its type. Its declarations only allow Buffer, whose depth is 8.
  const samples = alpha as Buffer;
  const raw = { width, height, channels: 1 } as const;
  return pipeline.joinChannel(samples, { raw, limitInputPixels: false }).toColourspace(space);
}

/**
 * Optimal Huffman tables make a JPEG smaller by a tenth to a fifth, but the encoder then holds all coefficients in memory: 1.6 GB
 * for 96 megapixels at full colour resolution, against 0.5 GB without. Coding takes three times as long. From quality 85 to 92,
 * which suits the standard tables, they save less than 6 %. (All measured.)
 */
function optimises(quality: number, megapixels: number): boolean {
  return megapixels <= 32 && (quality < 85 || quality > 92);
}

const writers: Readonly<
  Record<OutputFormat, (pipeline: Sharp, coding: Coding, megapixels: number) => Sharp>
> = {
  jpeg: (pipeline, { quality, chromaSubsampling }, megapixels) =>
    pipeline.jpeg({ quality, chromaSubsampling, optimiseCoding: optimises(quality, megapixels) }),
  // Filters cost little and save a third on photographs.
  png: (pipeline) => pipeline.png({ compressionLevel: 6, adaptiveFiltering: true }),
  tiff: (pipeline) => pipeline.tiff({ compression: 'deflate', predictor: 'horizontal' }),
  webp: (pipeline, { quality, lossless }) => pipeline.webp({ quality, lossless, exact: lossless }),
  avif: (pipeline, { quality, lossless, chromaSubsampling, bits }) =>
    // The default effort 4 takes eight times as long on photographs and saves nothing.
    pipeline.avif({ effort: 2, quality, lossless, chromaSubsampling, bitdepth: bits === 16 ? 12 : bits }),
};

/** Encodes pixels without metadata and profile. Their stored values go into the file unchanged. */
export async function encodePixels(pixels: Pixels, coding: Coding): Promise<Uint8Array> {
  const wide = coding.bits > 8;
  const { holdsAlpha } = formats[coding.format].written;
  const raster = holdsAlpha ? pixels.raster : flattened(pixels);
  const ready: Pixels = { raster: inDepth(raster, wide) };
  if (holdsAlpha && pixels.alpha !== undefined) ready.alpha = toDepth(pixels.alpha, wide);
  const megapixels = (raster.width * raster.height) / 1e6;
  const writer = writers[coding.format](pipelineOf(ready), coding, megapixels);
  return await inTurn(() => writer.toBuffer());
}

/** From this quality on, colour is stored at full resolution. */
const fullChromaQuality = 90;

type CodingRequest = { format: OutputFormat; quality?: number | undefined; bitDepth?: 8 | 16 | undefined };
type Origin = Pick<PhotoSource, 'format' | 'bits' | 'jpeg' | 'lossless'>;

/**
 * The storage of a result: as the person chose, otherwise like the original, otherwise at good quality. Quality 100 of WebP and
 * AVIF means lossless.
 */
export function chooseCoding(source: Origin, request: CodingRequest): Coding {
  const { format, quality: asked, bitDepth } = request;
  const lossless = isLossless(source, request);
  const bits = bitsFor(format, bitDepth ?? (source.bits > 8 ? 16 : 8), source.bits);
  const original = format === 'jpeg' && asked === undefined ? source.jpeg : undefined;
  if (original !== undefined) {
    // The encoder does not support 4:2:2. Full resolution keeps all of it.
    const chromaSubsampling = original.chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4';
    return { format, quality: original.quality, chromaSubsampling, lossless, bits };
  }
  const quality = asked ?? formats[format].written.quality ?? 100;
  const chromaSubsampling = quality >= fullChromaQuality || lossless ? '4:4:4' : '4:2:0';
  return { format, quality, chromaSubsampling, lossless, bits };
}

function isLossless(source: Origin, { format, quality }: CodingRequest): boolean {
  if (format !== 'webp' && format !== 'avif') return format !== 'jpeg';
  return quality === 100 || (format === 'webp' && quality === undefined && source.lossless === true);
}

function bitsFor(format: OutputFormat, wanted: 8 | 16, sourceBits: number): Coding['bits'] {
  const { maxBits } = formats[format].written;
  if (wanted === 8) return 8;
  return maxBits === 12 && sourceBits === 10 ? 10 : maxBits;
}
