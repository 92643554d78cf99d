import { asOrientation, type Orientation } from '@core';
import { tag } from '../metadata/exif/tags';
import type { PhotoFormat, PhotoMetadata } from '../Photo';
import { memorySource } from '../source';
import { numberOf, openTiff, readIfd } from '../tiff/tiffIfd';
import { ns } from '../metadata/xmp/namespaces';
import { XmpDocument } from '../metadata/xmp/XmpDocument';

/** Formats that turn pictures by means of their own, so that EXIF and XMP have no say. @see ISO/IEC 23008-12, 6.5.10; MIAF */
const turnedByContainer: ReadonlySet<PhotoFormat> = new Set(['avif', 'gif']);

function ofExif(exif: Uint8Array | undefined): Orientation | undefined {
  const tiff = exif && openTiff(memorySource(exif));
  const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
  return tiff && ifd0 ? asOrientation(numberOf(tiff, ifd0, tag.orientation)) : undefined;
}

function ofXmp(xmp: string | undefined): Orientation | undefined {
  // Most packets say nothing of it, and need not be parsed for that.
  if (xmp?.includes('Orientation') !== true) return undefined;
  const value = XmpDocument.open(xmp)?.valueOf([ns.tiff, 'Orientation']);
  return value === undefined ? undefined : asOrientation(Number(value.trim()));
}

/**
 * How a photo has to be turned. EXIF counts first, XMP where EXIF is silent or says something senseless.
 * @returns undefined where the container turns its picture itself
 * @see Metadata Working Group, Guidelines 2.0, 3.5
 */
export function orientationOf(format: PhotoFormat, { exif, xmp }: PhotoMetadata): Orientation | undefined {
  if (turnedByContainer.has(format)) return undefined;
  // A TIFF without the tag means 1, by TIFF 6.0: it is never silent.
  return ofExif(exif) ?? (format === 'tiff' ? 1 : (ofXmp(xmp) ?? 1));
}
