import { tag } from '../metadata/exif/tags';
import { entryNumbers, findEntry, numberOf, type Ifd, type TiffFile } from './tiffIfd';

// Sound files of kinds that the codec does not support. It would call them damaged.

/** @see the tag Compression in TIFF 6.0 and in the registry of libtiff */
const tiffPackings: Readonly<Record<number, string>> = {
  9: 'JBIG',
  10: 'JBIG',
  33_003: 'JPEG 2000',
  33_004: 'JPEG 2000',
  33_005: 'JPEG 2000',
  34_661: 'JBIG',
  34_663: 'JBIG 2',
  34_712: 'JPEG 2000',
  34_887: 'LERC',
  34_925: 'LZMA',
  34_926: 'Zstandard',
  34_933: 'PNG',
  34_934: 'JPEG XR',
  50_000: 'Zstandard',
  50_002: 'JPEG XL',
  52_546: 'JPEG XL',
};

const floatingPoint = 3;

/** The kind of a TIFF's page if the codec does not support it; otherwise null. */
export function rareTiff(tiff: TiffFile, ifd: Ifd): string | null {
  const packing = tiffPackings[numberOf(tiff, ifd, tag.compression) ?? 1];
  if (packing !== undefined) return `a TIFF that holds ${packing}`;
  const bits = findEntry(ifd, tag.bitsPerSample);
  const isDouble = bits !== undefined && entryNumbers(tiff, bits).includes(64);
  const isFloat = numberOf(tiff, ifd, tag.sampleFormat) === floatingPoint;
  return isDouble && isFloat ? 'a TIFF of 64-bit floating-point values' : null;
}
