import {
  CandelaError,
  formats,
  isWritten,
  notice,
  type ConflictPolicy,
  type Job,
  type Notice,
  type NoticeCode,
  type OutputFormat,
  type OutputSettings,
  type ResultFile,
} from '@contract';
import { fullScale, type Samples, type Size } from '@core';
import { checkOutput } from './checkOutput';
import { chooseCoding, encodePixels, type Coding } from './encodePixels';
import type { Photo, Provenance } from '../Photo';
import { inFileColours } from './inFileColours';
import { prepareBlocks } from '../metadata/prepareBlocks';
import { findSidecar } from '../metadata/sidecar/findSidecar';
import { mayWrite, safeWrite } from './safeWrite';
import { sealParts } from './seal';
import type { Blocks, Spliced } from './splice/Blocks';
import { spliceAvif } from './splice/spliceAvif';
import { spliceJpeg } from './splice/spliceJpeg';
import { splicePng } from './splice/splicePng';
import { spliceTiff } from './splice/spliceTiff';
import { spliceWebp } from './splice/spliceWebp';

export type EncodeRequest = {
  /** Absolute path of the result, with its extension. */
  target: string;
  format: OutputFormat;
  output: OutputSettings;
  provenance: Provenance;
  /** The journal that the result belongs to. */
  journal?: Job['journal'];
};

/** Both are null if the name was taken and the policy is to skip. `notices` are only those of encoding. */
export type Encoded = { path: string | null; written: ResultFile | null; notices: Notice[] };

function splice(
  encoded: Uint8Array,
  blocks: Blocks,
  { coding, photo }: { coding: Coding; photo: Photo },
): Spliced {
  const splicers: Readonly<Record<OutputFormat, () => Spliced>> = {
    jpeg: () => spliceJpeg(encoded, blocks),
    png: () => splicePng(encoded, blocks),
    tiff: () => spliceTiff(encoded, blocks, coding.bits),
    webp: () => spliceWebp(encoded, blocks, photo.raster),
    avif: () => spliceAvif(encoded, blocks),
  };
  return splicers[coding.format]();
}

/**
 * Refuses a photo that a format cannot store, before any work on it.
 * @throws CandelaError `photo.tooLargeForFormat`
 */
export function assertFits({ width, height }: Size, format: OutputFormat): void {
  const {
    label,
    written: { maxSide },
  } = formats[format];
  if (Math.max(width, height) <= maxSide) return;
  throw new CandelaError('photo.tooLargeForFormat', { format: label, width, height, limit: maxSide });
}

function isTransparent(alpha: Samples): boolean {
  const opaque = fullScale(alpha);
  return alpha.some((value) => value !== opaque);
}

function depthNotices({ raster, source }: Photo, { format, bits }: Coding, wanted?: 8 | 16): Notice[] {
  const { label } = formats[format];
  const isReduced = raster.data instanceof Uint16Array && bits === 8 && wanted !== 8;
  if (isReduced) return [notice('output.depthReduced', { format: label })];
  // An AVIF's 12 bits lose something of 16 bits, though less than 8 bits would.
  const isCoarser = wanted === undefined && bits > 8 && source.bits > bits;
  const isUnheld = bits < 16 && (wanted === 16 || isCoarser);
  return isUnheld ? [notice('output.depthUnheld', { format: label, bits })] : [];
}

function pixelNotices(photo: Photo, coding: Coding, output: OutputSettings): Notice[] {
  const { label, written } = formats[coding.format];
  // Nobody expects a raw to be written.
  const isExpected = isWritten(photo.source.format) || photo.source.isDeveloped === true;
  const isChanged = output.format === 'same' && !isExpected;
  const source = formats[photo.source.format].label;
  return [
    ...(isChanged ? [notice('output.formatChanged', { format: label, source })] : []),
    ...depthNotices(photo, coding, output.bitDepth),
    ...(photo.alpha && !written.holdsAlpha && isTransparent(photo.alpha)
      ? [notice('output.alphaFlattened', { format: label })]
      : []),
  ];
}

/** Why a result did not get the name that it was to have. */
const renamed = {
  number: 'output.renamed',
  skip: 'output.renamed',
  overwrite: 'output.notReplaced',
} as const satisfies Record<ConflictPolicy, NoticeCode>;

/**
 * Writes a photo as a new file: pixels unchanged, metadata carried over and updated. The file appears whole or not at all, and
 * never replaces the original.
 * @throws CandelaError `photo.tooLargeForFormat`, `output.*`
 */
export async function encodePhoto(
  decoded: Photo,
  request: EncodeRequest,
  { signal }: { signal: AbortSignal },
): Promise<Encoded> {
  signal.throwIfAborted();
  const { target, format, output } = request;
  const place = { target, original: decoded.source.path, policy: output.onConflict, signal };
  assertFits(decoded.raster, format);
  if (!(await mayWrite(place))) return { path: null, written: null, notices: [] };
  const coding = chooseCoding(decoded.source, { format, quality: output.quality, bitDepth: output.bitDepth });
  const photo = inFileColours(decoded, coding);
  const encoded = await encodePixels(photo, coding);
  signal.throwIfAborted();
  const sidecar = output.metadata === 'none' ? null : await findSidecar(photo.source.path, { signal });
  const { blocks, notices } = prepareBlocks(photo, {
    sidecar,
    format,
    metadata: output.metadata,
    keepGps: output.keepGps,
    provenance: request.provenance,
    now: new Date(),
  });
  const { parts: unsealed, dropped } = splice(encoded, blocks, { coding, photo });
  const { width, height } = photo.raster;
  const check = (path: string): Promise<void> => checkOutput(path, { file: target, format, width, height });
  const placed = await safeWrite({ ...place, parts: sealParts(unsealed), check, journal: request.journal });
  const path = placed?.path ?? null;
  const { label } = formats[format];
  return {
    path,
    written: placed && { size: placed.size, sha256: placed.sha256 },
    notices: [
      ...pixelNotices(photo, coding, output),
      ...notices,
      ...dropped.map((what) => notice('output.metadataDropped', { format: label, what })),
      ...(path !== null && path !== target ? [notice(renamed[output.onConflict], { file: path })] : []),
    ],
  };
}
