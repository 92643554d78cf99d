import { asOrientation, type Orientation } from '@core';
import { tag } from '../metadata/exif/tags';
import type { PhotoFormat, PhotoMetadata } from '../Photo';
import { memorySource } from '../source';
import { numberOf, openTiff, readIfd } from '../tiff/tiffIfd';
import { ns } from '../metadata/xmp/namespaces';
import { XmpDocument } from '../metadata/xmp/XmpDocument';

/** Formats that turn pictures by their own means, so that EXIF and XMP do not apply. @see ISO/IEC 23008-12, 6.5.10; MIAF */
const turnedByContainer: ReadonlySet<PhotoFormat> = new Set(['avif', 'gif']);

function ofExif(exif: Uint8Array | undefined): Orientation | undefined {
  const tiff = exif && openTiff(memorySource(exif));
  const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
  return tiff && ifd0 ? asOrientation(numberOf(tiff, ifd0, tag.orientation)) : undefined;
}

function ofXmp(xmp: string | undefined): Orientation | undefined {
  // Most packets have no orientation and need not be parsed.
  if (xmp?.includes('Orientation') !== true) return undefined;
  const value = XmpDocument.open(xmp)?.valueOf([ns.tiff, 'Orientation']);
  return value === undefined ? undefined : asOrientation(Number(value.trim()));
}

/**
 * A photo's orientation. EXIF takes precedence. XMP counts if EXIF has no valid value.
 * @returns undefined if the container turns its picture itself
 * @see Metadata Working Group, Guidelines 2.0, 3.5
 */
export function orientationOf(format: PhotoFormat, { exif, xmp }: PhotoMetadata): Orientation | undefined {
  if (turnedByContainer.has(format)) return undefined;
  // By TIFF 6.0 a missing tag means 1, so a TIFF always has an orientation.
  return ofExif(exif) ?? (format === 'tiff' ? 1 : (ofXmp(xmp) ?? 1));
}
