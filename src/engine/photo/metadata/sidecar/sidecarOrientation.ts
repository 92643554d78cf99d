import { asOrientation, type Orientation, type Size } from '@core';
import { ns } from '../xmp/namespaces';
import { XmpDocument } from '../xmp/XmpDocument';
import { findSidecar } from './findSidecar';

/** Whether the packet is about a picture of this size; true if it states none. */
function isAbout(document: XmpDocument, { width, height }: Size): boolean {
  const stated = [
    [ns.tiff, 'ImageWidth', width],
    [ns.tiff, 'ImageLength', height],
    [ns.exif, 'PixelXDimension', width],
    [ns.exif, 'PixelYDimension', height],
  ] as const;
  return stated.every(([space, local, own]) => {
    const value = document.valueOf([space, local]);
    return value === undefined || Number(value) === own;
  });
}

function orientationIn(packet: string, stored: Size): Orientation | undefined {
  // Most sidecars state none and need not be parsed.
  if (!packet.includes('Orientation')) return undefined;
  try {
    const document = XmpDocument.open(packet);
    const value = document?.valueOf([ns.tiff, 'Orientation']);
    if (document === null || value === undefined || !isAbout(document, stored)) return undefined;
    return asOrientation(Number(value.trim()));
  } catch {
    return undefined;
  }
}

/**
 * The orientation in a photo's sidecar, for a photo that states none itself. A sidecar about a picture of another size was written
 * for another file, such as a raw, and the photo may have been made upright.
 * @param stored size of the picture as stored
 */
export async function sidecarOrientation(
  path: string,
  stored: Size,
): Promise<{ orientation: Orientation; sidecar: string } | undefined> {
  const sidecar = await findSidecar(path);
  if (sidecar === null || 'fault' in sidecar) return undefined;
  const orientation = orientationIn(sidecar.packet, stored);
  return orientation === undefined ? undefined : { orientation, sidecar: sidecar.name };
}
