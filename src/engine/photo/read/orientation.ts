import { formats, type PhotoFormat } from '@contract';
import { asOrientation, type Orientation, type Size } from '@core';
import { tag } from '../metadata/exif/tags';
import { sidecarOrientation } from '../metadata/sidecar/sidecarOrientation';
import type { PhotoMetadata } from '../Photo';
import { memorySource } from '../source';
import { numberOf, openTiff, readIfd } from '../tiff/tiffIfd';
import { ns } from '../metadata/xmp/namespaces';
import { XmpDocument } from '../metadata/xmp/XmpDocument';

/** What EXIF says; undefined if it says nothing of use. */
export function ofExif(exif: Uint8Array | undefined): Orientation | undefined {
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

/** An orientation, and the sidecar that states it, if the photo itself does not. */
export type StatedOrientation = { orientation: Orientation; sidecar?: string };

/**
 * A photo's orientation. EXIF takes precedence. XMP counts if EXIF has no valid value, and a sidecar if both have none.
 * @param stored size of the picture as stored
 * @returns undefined if the container turns its picture itself
 * @see Metadata Working Group, Guidelines 2.0, 3.5
 */
export async function orientationOf(
  { path, format }: { path: string; format: PhotoFormat },
  { exif, xmp, otherExif }: Pick<PhotoMetadata, 'exif' | 'xmp'> & { otherExif?: Uint8Array | undefined },
  stored: Size,
): Promise<StatedOrientation | undefined> {
  const { turnedBy } = formats[format];
  if (turnedBy === 'container') return undefined;
  const inExif = ofExif(exif) ?? ofExif(otherExif);
  if (inExif !== undefined) return { orientation: inExif };
  const inXmp = ofXmp(xmp);
  if (inXmp !== undefined) return { orientation: turnedBy === 'exif' ? 1 : inXmp };
  return (await sidecarOrientation(path, stored)) ?? { orientation: 1 };
}
