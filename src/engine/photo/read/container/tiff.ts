import { tag, type Tag } from '../../metadata/exif/tags';
import { readTags, writeExif } from '../../metadata/exif/writeTiff';
import type { Density, PhotoMetadata } from '../../Photo';
import { isSmallerCopy, type PhotoPage } from '../photoPage';
import type { ByteSource } from '../../source';
import {
  entryBytes,
  entryNumbers,
  entryReals,
  findEntry,
  numberOf,
  openTiff,
  rationalOf,
  readIfd,
  tiffType,
  type Ifd,
  type TiffFile,
} from '../../tiff/tiffIfd';
import { emptyContainer, type ChannelsBeside, type Container, type Extra } from './Container';
import { resourceId, resourceOf } from '../../metadata/photoshop';
import { photoshopExtras } from '../../metadata/photoshopExtras';
import { unknownTags } from './unknownTags';

/** Tags in a page's directory that describe the photo. All other tags describe how its pixels are stored. */
const descriptive: readonly number[] = [
  tag.imageDescription,
  tag.make,
  tag.model,
  tag.orientation,
  tag.xResolution,
  tag.yResolution,
  tag.resolutionUnit,
  tag.software,
  tag.documentName,
  tag.pageName,
  tag.dateTime,
  tag.artist,
  tag.hostComputer,
  tag.copyright,
  tag.rating,
  tag.ratingPercent,
];

/** Scale, tie points and matrix, keys with their numbers and texts, and what GDAL notes. @see OGC GeoTIFF 1.1 */
const geoTags: readonly number[] = [
  33_550, 33_920, 33_922, 34_264, 34_735, 34_736, 34_737, 42_112, 42_113, 50_844, 50_909,
];

/** Tags of EXIF that scanners' and cameras' TIFFs have in the main directory. First and last number. @see ISO 12234-2 (TIFF/EP) */
const exifTags: readonly (readonly [number, number])[] = [
  [33_434, 33_437],
  [34_850, 34_852],
  [34_855, 34_869],
  [36_867, 36_882],
  [37_377, 37_397],
  [37_520, 37_522],
  [41_483, 41_495],
  [41_985, 41_996],
  [42_032, 42_037],
];

const isExifTag = (number: number): boolean =>
  exifTags.some(([first, last]) => number >= first && number <= last);

/** Windows' title, comment, author, keywords and subject. */
const isWindowsTag = (number: number): boolean => number >= 0x9c9b && number <= 0x9c9f;

const isDescriptive = (number: number): boolean => descriptive.includes(number) || isWindowsTag(number);
const isKept = (number: number): boolean =>
  isDescriptive(number) || isExifTag(number) || geoTags.includes(number);

/** Larger values do not describe a photo. */
const maxValue = 16 * 1024 * 1024;

/** Types that a classic directory, such as EXIF's, does not allow. */
const bigTypes: readonly number[] = [tiffType.long8, tiffType.slong8, tiffType.ifd8];

function subDirectory(tiff: TiffFile, ifd: Ifd, pointer: number): Ifd | null {
  const at = numberOf(tiff, ifd, pointer);
  return at === undefined ? null : readIfd(tiff, at);
}

/**
 * The photo's EXIF as one block. A TIFF scatters it over the file, so values move. The maker's note is dropped, because its inner
 * offsets would break.
 */
function exifOf(tiff: TiffFile, ifd0: Ifd): { exif?: Uint8Array; lostMakerNote: boolean } {
  const small = (list: Tag[]): Tag[] =>
    list.filter(({ bytes, type }) => bytes.length <= maxValue && !bigTypes.includes(type));
  const exifIfd = subDirectory(tiff, ifd0, tag.exifIfd);
  const gpsIfd = subDirectory(tiff, ifd0, tag.gpsIfd);
  const interoperability = exifIfd && subDirectory(tiff, exifIfd, tag.interoperabilityIfd);
  const read = (ifd: Ifd | null): Tag[] => (ifd === null ? [] : small(readTags(tiff, ifd)));
  const main = read(ifd0);
  const inPlace = read(exifIfd).filter(({ tag: number }) => number !== tag.makerNote);
  const misplaced = main.filter(
    ({ tag: number }) => isExifTag(number) && !inPlace.some((other) => other.tag === number),
  );
  const parts = {
    ifd0: main.filter(({ tag: number }) => isDescriptive(number)),
    exif: [...inPlace, ...misplaced],
    gps: read(gpsIfd),
    interoperability: read(interoperability),
  };
  const lostMakerNote = exifIfd !== null && findEntry(exifIfd, tag.makerNote) !== undefined;
  const isEmpty = Object.values(parts).every((list) => list.length === 0);
  return { lostMakerNote, ...(!isEmpty && { exif: writeExif(parts, tiff.littleEndian) }) };
}

/** Resolution with its unit: 2 inch, 3 centimetre. */
export function tiffDensity(tiff: TiffFile, ifd: Ifd): Density | undefined {
  const unit = numberOf(tiff, ifd, tag.resolutionUnit) ?? 2;
  const [x, y] = [rationalOf(tiff, ifd, tag.xResolution), rationalOf(tiff, ifd, tag.yResolution)];
  if (x === undefined || y === undefined || !(x > 0 && y > 0) || (unit !== 2 && unit !== 3)) return undefined;
  return { x, y, unit: unit === 2 ? 'inch' : 'cm' };
}

/**
 * The dropped data that is reported: sub-directories with other pictures, and content credentials. Smaller copies are dropped
 * without a notice, because they show the dark original.
 */
function extrasOf(tiff: TiffFile, ifd0: Ifd): Extra[] {
  const children = findEntry(ifd0, tag.subIfds);
  const pictures = (children === undefined ? [] : entryNumbers(tiff, children))
    .map((at) => readIfd(tiff, at))
    .filter((ifd) => ifd !== null && !isSmallerCopy(tiff, ifd));
  return [
    ...(pictures.length > 0 ? (['otherPictures'] as const) : []),
    ...(findEntry(ifd0, tag.credentials) ? (['credentials'] as const) : []),
  ];
}

/** Colours without alpha. libtiff adds an alpha channel when it converts, for example from YCbCr. */
function isOpaque(tiff: TiffFile, ifd: Ifd): boolean {
  return (
    findEntry(ifd, tag.extraSamples) === undefined && (numberOf(tiff, ifd, tag.samplesPerPixel) ?? 1) <= 3
  );
}

/** Samples for colour, by photometric interpretation: grey, RGB, palette, YCbCr, Lab. */
const coloursOf: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 6: 3, 8: 3, 9: 3 };

/** @see TIFF 6.0, ExtraSamples: 1 and 2 are opacity, 0 is any other channel */
function besideOf(tiff: TiffFile, ifd: Ifd): ChannelsBeside | undefined {
  const entry = findEntry(ifd, tag.extraSamples);
  const samples = numberOf(tiff, ifd, tag.samplesPerPixel) ?? 1;
  // Channels that the file does not speak of are not opacity.
  const unsaid = Math.max(0, samples - (coloursOf[numberOf(tiff, ifd, tag.photometric) ?? -1] ?? samples));
  const kinds = entry === undefined ? Array.from({ length: unsaid }, () => 0) : entryNumbers(tiff, entry);
  const colours = samples - kinds.length;
  const opacity = kinds.findIndex((kind) => kind === 1 || kind === 2);
  return kinds.length === 0 || colours < 1
    ? undefined
    : { count: kinds.length, alphaAt: opacity < 0 ? null : colours + opacity };
}

/** White of floating-point samples. A stated value of 1 or less is the brightest sample, or adds nothing. */
function floatWhiteOf(tiff: TiffFile, ifd: Ifd): number | undefined {
  const entry = findEntry(ifd, tag.sMaxSampleValue);
  if (entry === undefined) return undefined;
  const white = Math.max(...entryReals(tiff, entry));
  return white > 1 && Number.isFinite(white) ? white : undefined;
}

/** Facts about the samples that the codec does not know. */
function samplesIn(tiff: TiffFile, ifd: Ifd): Pick<Container, 'isOpaque' | 'beside' | 'floatWhite'> {
  const beside = besideOf(tiff, ifd);
  const floatWhite = floatWhiteOf(tiff, ifd);
  return {
    isOpaque: beside === undefined ? isOpaque(tiff, ifd) : beside.alphaAt === null,
    ...(beside && { beside }),
    ...(floatWhite !== undefined && { floatWhite }),
  };
}

function geoIn(tiff: TiffFile, ifd: Ifd): Pick<PhotoMetadata, 'geo'> {
  const tags = readTags(tiff, ifd).filter(({ tag: number }) => geoTags.includes(number));
  return tags.length === 0 ? {} : { geo: { littleEndian: tiff.littleEndian, tags } };
}

/** Reads the directory of a TIFF's page. Facts of other pages do not apply to it. */
export function readTiff(source: ByteSource, { directoryAt }: PhotoPage): Container {
  const tiff = openTiff(source);
  const ifd0 = tiff && readIfd(tiff, directoryAt);
  if (tiff === null || ifd0 === null) return emptyContainer;
  const bytesOf = (number: number): Uint8Array | undefined => {
    const entry = findEntry(ifd0, number);
    return entry === undefined || entry.length > maxValue ? undefined : entryBytes(tiff, entry);
  };
  const { exif, lostMakerNote } = exifOf(tiff, ifd0);
  const xmp = bytesOf(tag.xmp);
  const resources = bytesOf(tag.photoshop) ?? new Uint8Array(0);
  const iptc = bytesOf(tag.iptc) ?? resourceOf(resources, resourceId.iptc);
  const iptcDigest = resourceOf(resources, resourceId.iptcDigest);
  const density = tiffDensity(tiff, ifd0);
  const photoshop = photoshopExtras(resources, { hasExif: exif !== undefined });
  return {
    metadata: {
      ...photoshop.kept,
      ...geoIn(tiff, ifd0),
      ...(exif && { exif }),
      ...(xmp && { xmp: Buffer.from(xmp).toString('utf8') }),
      ...(iptc && { iptc }),
      ...(iptcDigest && { iptcDigest }),
      ...(density && { density }),
    },
    frames: 1,
    ...samplesIn(tiff, ifd0),
    extras: extrasOf(tiff, ifd0),
    unknown: [...unknownTags(tiff, ifd0, isKept), ...photoshop.lost],
    broken: lostMakerNote ? ["the camera maker's note"] : [],
  };
}
