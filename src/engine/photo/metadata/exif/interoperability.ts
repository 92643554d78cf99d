import { asciiAt } from '../../bytes';
import { entryBytes, findEntry, numberOf } from '../../tiff/tiffIfd';
import { exifLayout } from './exifBlock';
import { tag } from './tags';

/**
 * Whether a camera signalled Adobe RGB only in DCF's way, without a profile: an optional file (R03) whose colours are not sRGB.
 * @see CIPA DC-009 (DCF 2.0), 2.6
 */
export function isDcfAdobeRgb(exif: Uint8Array | undefined): boolean {
  const layout = exif && exifLayout(exif);
  if (!layout?.exif || layout.interoperability === null) return false;
  const entry = findEntry(layout.interoperability, tag.interoperabilityIndex);
  const index = entry === undefined ? '' : asciiAt(entryBytes(layout.tiff, entry), 0, 3);
  return index === 'R03' && numberOf(layout.tiff, layout.exif, tag.colourSpace) !== 1;
}
