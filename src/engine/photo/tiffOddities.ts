import { srgbOfLab, type Samples } from '@core';
import { tag } from './exif/tags';
import type { ByteSource } from './source';
import {
  chainOf,
  entryNumbers,
  findEntry,
  numberOf,
  openTiff,
  readIfd,
  tiffType,
  type Ifd,
  type TiffFile,
} from './tiffIfd';

/** 8-bit Lab of a TIFF: a and b are signed (CIELab) or count from 128 (ICCLab). */
export type LabCoding = 'signed' | 'offset';

/** Bytes to be put in place of those at an offset before the codec sees them. */
export type Patch = { at: number; bytes: readonly number[] };

export type TiffOddities = { patches: readonly Patch[]; lab?: LabCoding };

/** Photometric interpretations. @see TIFF 6.0 section 23; TIFF Technical Note 4 */
const labCodings: Readonly<Record<number, LabCoding>> = { 8: 'signed', 9: 'offset' };
const rgb = 2;

function labCodingOf(tiff: TiffFile, ifd: Ifd): LabCoding | undefined {
  const bits = findEntry(ifd, tag.bitsPerSample);
  const is8Bit = bits !== undefined && entryNumbers(tiff, bits).every((each) => each === 8);
  const hasColour = (numberOf(tiff, ifd, tag.samplesPerPixel) ?? 1) >= 3;
  return is8Bit && hasColour ? labCodings[numberOf(tiff, ifd, tag.photometric) ?? 0] : undefined;
}

/** Tags that have no bearing on the samples, their largest value, and what stands for nothing: the codec refuses other values. */
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
 * What of a TIFF must be told to the codec otherwise than the file says it: 8-bit Lab, which the codec does not know, goes through
 * as RGB and comes out as it is; senseless values of tags that do not matter for the picture must not cost it.
 * @param pageAt where the directory of the page that is read stands
 */
export function tiffOddities(source: ByteSource, pageAt: number): TiffOddities {
  const tiff = openTiff(source);
  const ifd = tiff && readIfd(tiff, pageAt);
  if (!tiff || !ifd) return { patches: [] };
  // Whatever page is read, the codec looks at all directories.
  const harmless = [...chainOf(tiff)].flatMap((each) => harmlessPatches(tiff, each));
  const lab = labCodingOf(tiff, ifd);
  const asRgb = lab ? patchOf(tiff, ifd, { number: tag.photometric, value: rgb }) : [];
  return { patches: [...harmless, ...asRgb], ...(lab && { lab }) };
}

/** Turns Lab into sRGB, in place. */
export function labToSrgb(samples: Samples, coding: LabCoding): void {
  const signed =
    coding === 'signed' ? (value: number) => (value << 24) >> 24 : (value: number) => value - 128;
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const lightness = ((samples[at] ?? 0) / 255) * 100;
    const [red, green, blue] = srgbOfLab(
      lightness,
      signed(samples[at + 1] ?? 0),
      signed(samples[at + 2] ?? 0),
    );
    samples[at] = Math.round(red * 255);
    samples[at + 1] = Math.round(green * 255);
    samples[at + 2] = Math.round(blue * 255);
  }
}
