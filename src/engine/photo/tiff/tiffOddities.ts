import { tag } from '../metadata/exif/tags';
import type { ByteSource } from '../source';
import { rareTiff } from './rareTiff';
import type { Recode, YCbCr } from './tiffRecode';
import {
  chainOf,
  entryNumbers,
  entryReals,
  findEntry,
  numberOf,
  openTiff,
  readIfd,
  tiffType,
  type Ifd,
  type TiffFile,
} from './tiffIfd';

/** Bytes that replace those at an offset before the codec sees them. */
export type Patch = { at: number; bytes: readonly number[] };

export type TiffOddities = {
  patches: readonly Patch[];
  recode?: Recode;
  /** The file's kind, if neither the codec nor Candela can read its colours. */
  refused?: string;
};

/** Photometric interpretations. @see TIFF 6.0 section 23; TIFF Technical Note 4 */
const labCodings: Readonly<Record<number, 'signed' | 'offset'>> = { 8: 'signed', 9: 'offset' };
const rgb = 2;
const yCbCr = 6;

/** JPEG inside a TIFF, old style and new. There the codec converts YCbCr to RGB. */
const jpegCompressions: readonly number[] = [6, 7];

/** ITU-R BT.601 and full range, TIFF 6.0's defaults. */
const usualLuma: readonly number[] = [0.299, 0.587, 0.114];
const usualReference: readonly number[] = [0, 255, 128, 255, 128, 255];

function is8BitColour(tiff: TiffFile, ifd: Ifd): boolean {
  const bits = findEntry(ifd, tag.bitsPerSample);
  const is8Bit = bits !== undefined && entryNumbers(tiff, bits).every((each) => each === 8);
  return is8Bit && (numberOf(tiff, ifd, tag.samplesPerPixel) ?? 1) >= 3;
}

function realsOf(tiff: TiffFile, ifd: Ifd, number: number): number[] {
  const entry = findEntry(ifd, number);
  return entry === undefined ? [] : entryReals(tiff, entry);
}

function yCbCrOf(tiff: TiffFile, ifd: Ifd): YCbCr {
  const luma = realsOf(tiff, ifd, tag.yCbCrCoefficients);
  const reference = realsOf(tiff, ifd, tag.referenceBlackWhite);
  const shares = luma.length === 3 && luma.every((share) => share > 0) ? luma : usualLuma;
  const pairs = hasRanges(reference) ? reference : usualReference;
  return {
    red: shares[0] ?? 0,
    green: shares[1] ?? 1,
    blue: shares[2] ?? 0,
    y: rangeAt(pairs, 0),
    cb: rangeAt(pairs, 2),
    cr: rangeAt(pairs, 4),
  };
}

const rangeAt = (reference: readonly number[], at: number): YCbCr['y'] => ({
  black: reference[at] ?? 0,
  white: reference[at + 1] ?? 255,
});

/** A pair with equal black and white has no range. */
const hasRanges = (pairs: readonly number[]): boolean =>
  pairs.length === 6 && pairs.every((value, index) => index % 2 === 1 || value !== pairs[index + 1]);

type ColourOddity = Pick<TiffOddities, 'recode' | 'refused'>;

/** The coding of colours that the codec does not support, or the reason why they cannot be read. */
function colourOddity(tiff: TiffFile, ifd: Ifd): ColourOddity {
  const photometric = numberOf(tiff, ifd, tag.photometric) ?? 0;
  const coding = labCodings[photometric];
  if (coding !== undefined) return is8BitColour(tiff, ifd) ? { recode: { kind: 'lab', coding } } : {};
  const isJpeg = jpegCompressions.includes(numberOf(tiff, ifd, tag.compression) ?? 1);
  if (photometric !== yCbCr || isJpeg) return {};
  const isWhole = hasWholeColour(tiff, ifd);
  if (isWhole && is8BitColour(tiff, ifd)) return { recode: { kind: 'ycbcr', ...yCbCrOf(tiff, ifd) } };
  const how = isWhole ? 'in other than 8 bits' : 'at less than full resolution';
  return { refused: `a TIFF whose YCbCr colours are stored ${how}` };
}

/** Whether there is a colour for each pixel. */
function hasWholeColour(tiff: TiffFile, ifd: Ifd): boolean {
  const subSampling = findEntry(ifd, tag.yCbCrSubSampling);
  const [across, down] = subSampling === undefined ? [2, 2] : entryNumbers(tiff, subSampling);
  return across === 1 && down === 1;
}

/** Tags that do not affect the samples, with their largest value and their neutral value. The codec refuses other values. */
const harmlessTags = [
  { number: tag.orientation, most: 8, neutral: 1 },
  { number: tag.resolutionUnit, most: 3, neutral: 1 },
] as const;

function patchOf(tiff: TiffFile, ifd: Ifd, { number, value }: { number: number; value: number }): Patch[] {
  const entry = findEntry(ifd, number);
  if (entry?.type !== tiffType.short) return [];
  return [{ at: entry.offset, bytes: tiff.littleEndian ? [value, 0] : [0, value] }];
}

function harmlessPatches(tiff: TiffFile, ifd: Ifd): Patch[] {
  const senseless = harmlessTags.filter(({ number, most }) => {
    const value = numberOf(tiff, ifd, number) ?? 1;
    return value < 1 || value > most;
  });
  return senseless.flatMap(({ number, neutral }) => patchOf(tiff, ifd, { number, value: neutral }));
}

/**
 * Corrections to what a TIFF tells the codec. 8-bit Lab and YCbCr, which the codec does not support, pass through it unchanged as
 * RGB. Senseless values of tags that do not affect the picture are replaced, so that the picture can be read.
 * @param pageAt offset of the directory of the page that is read
 */
export function tiffOddities(source: ByteSource, pageAt: number): TiffOddities {
  const tiff = openTiff(source);
  const ifd = tiff && readIfd(tiff, pageAt);
  if (!tiff || !ifd) return { patches: [] };
  // The codec reads all directories, whichever page is decoded.
  const harmless = [...chainOf(tiff)].flatMap((each) => harmlessPatches(tiff, each));
  const rare = rareTiff(tiff, ifd);
  const { recode, refused }: ColourOddity = rare === null ? colourOddity(tiff, ifd) : { refused: rare };
  const asRgb = recode ? patchOf(tiff, ifd, { number: tag.photometric, value: rgb }) : [];
  return {
    patches: [...harmless, ...asRgb],
    ...(recode && { recode }),
    ...(refused !== undefined && { refused }),
  };
}
