import { tiffType } from '../../tiff/tiffIfd';

/** Numbers of the EXIF and TIFF tags that Candela touches. @see CIPA DC-008 (EXIF 3.0), TIFF 6.0 */
export const tag = {
  subfileType: 0x00fe,
  imageWidth: 0x0100,
  imageLength: 0x0101,
  bitsPerSample: 0x0102,
  compression: 0x0103,
  photometric: 0x0106,
  documentName: 0x010d,
  imageDescription: 0x010e,
  make: 0x010f,
  model: 0x0110,
  stripOffsets: 0x0111,
  orientation: 0x0112,
  samplesPerPixel: 0x0115,
  xResolution: 0x011a,
  pageName: 0x011d,
  yResolution: 0x011b,
  planarConfig: 0x011c,
  resolutionUnit: 0x0128,
  software: 0x0131,
  dateTime: 0x0132,
  artist: 0x013b,
  hostComputer: 0x013c,
  tileOffsets: 0x0144,
  subIfds: 0x014a,
  extraSamples: 0x0152,
  sampleFormat: 0x0153,
  sMaxSampleValue: 0x0155,
  yCbCrCoefficients: 0x0211,
  yCbCrSubSampling: 0x0212,
  referenceBlackWhite: 0x0214,
  xmp: 0x02bc,
  rating: 0x4746,
  ratingPercent: 0x4749,
  thumbnailOffset: 0x0201,
  thumbnailLength: 0x0202,
  copyright: 0x8298,
  iptc: 0x83bb,
  photoshop: 0x8649,
  windowsTitle: 0x9c9b,
  windowsAuthor: 0x9c9d,
  windowsKeywords: 0x9c9e,
  exifIfd: 0x8769,
  iccProfile: 0x8773,
  gpsIfd: 0x8825,
  makerNote: 0x927c,
  exposureTime: 0x829a,
  fNumber: 0x829d,
  iso: 0x8827,
  dateTimeOriginal: 0x9003,
  focalLength: 0x920a,
  lensModel: 0xa434,
  offsetTime: 0x9010,
  subSecTime: 0x9290,
  exifVersion: 0x9000,
  subjectArea: 0x9214,
  subjectLocation: 0xa214,
  colourSpace: 0xa001,
  pixelXDimension: 0xa002,
  pixelYDimension: 0xa003,
  interoperabilityIfd: 0xa005,
  imageEditingSoftware: 0xa43b,
  /** In the GPS directory. */
  gpsLatitude: 0x0002,
  /** In the interoperability directory. */
  interoperabilityIndex: 0x0001,
  /** Content credentials of a TIFF. @see C2PA 2.1, A.3.3 */
  credentials: 0xcd41,
} as const;

/** A tag with its stored value in one byte order. */
export type Tag = { tag: number; type: number; count: number; bytes: Uint8Array };

export function asciiTag(number: number, text: string): Tag {
  // Our own text may contain any character. Every common reader takes EXIF 2's ASCII type as UTF-8.
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  return { tag: number, type: tiffType.ascii, count: bytes.length, bytes };
}

export function longTag(number: number, value: number, littleEndian: boolean): Tag {
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return { tag: number, type: tiffType.long, count: 1, bytes };
}

export function shortTag(number: number, value: number, littleEndian: boolean): Tag {
  const bytes = Buffer.alloc(2);
  if (littleEndian) bytes.writeUInt16LE(value);
  else bytes.writeUInt16BE(value);
  return { tag: number, type: tiffType.short, count: 1, bytes };
}

/** A positive number as a RATIONAL with at most four decimal places. */
export function rationalTag(number: number, value: number, littleEndian: boolean): Tag {
  const denominator = Number.isInteger(value) ? 1 : 10_000;
  const bytes = Buffer.alloc(8);
  const parts = [Math.round(value * denominator), denominator];
  parts.forEach((part, index) =>
    littleEndian ? bytes.writeUInt32LE(part, index * 4) : bytes.writeUInt32BE(part, index * 4),
  );
  return { tag: number, type: tiffType.rational, count: 1, bytes };
}
