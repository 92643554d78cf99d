import { rgbToD50, type PrimariesName } from '@core';
import { ByteReader } from '../bytes';
import { tagPlaces } from './iccProfile';

/** Colorants of one space differ only by their makers' rounding. Those of two spaces differ by more. */
const tolerance = 0.004;

const fixed = (reader: ByteReader, at: number): number => (reader.u32(at) | 0) / 65_536;

/** The light of the stored value one half. @see ICC.1:2022, 10.6 and 10.18 */
function lightOfHalf(reader: ByteReader, at: number): number {
  if (reader.ascii(at, 4) === 'curv') {
    const count = reader.u32(at + 8);
    if (count === 0) return 0.5;
    if (count === 1) return 0.5 ** (reader.u16(at + 12) / 256);
    return reader.u16(at + 12 + (count >> 1) * 2) / 65_535;
  }
  const parameter = (index: number): number => fixed(reader, at + 12 + index * 4);
  // From type 1 on the power applies to ax + b. A curve's added constant is almost nothing in the spaces in question.
  const base = reader.u16(at + 8) === 0 ? 0.5 : parameter(1) * 0.5 + parameter(2);
  return base ** parameter(0);
}

function hasPrimaries(reader: ByteReader, places: ReadonlyMap<string, number>, name: PrimariesName): boolean {
  const rows = rgbToD50(name);
  return ['rXYZ', 'gXYZ', 'bXYZ'].every((colorant, column) => {
    const at = places.get(colorant);
    return (
      at !== undefined &&
      rows.every((row, index) => Math.abs(fixed(reader, at + 8 + index * 4) - (row[column] ?? 0)) < tolerance)
    );
  });
}

/**
 * Which of EXIF's two colour spaces a sound profile describes, if either.
 * @see CIPA DC-008 (EXIF 3.0), ColorSpace; CIPA DC-009 (DCF 2.0), 2.6
 */
export function profileKind(profile: Uint8Array): 'srgb' | 'adobeRgb' | 'other' {
  try {
    const reader = new ByteReader(profile, false);
    const places = tagPlaces(reader);
    const curve = places.get('gTRC');
    const light = curve === undefined ? 0 : lightOfHalf(reader, curve);
    // One half is 0.214 of light in sRGB and 0.218 in Adobe RGB.
    if (light < 0.2 || light > 0.23) return 'other';
    if (hasPrimaries(reader, places, 'rec709')) return 'srgb';
    return hasPrimaries(reader, places, 'adobeRgb') ? 'adobeRgb' : 'other';
  } catch (error) {
    if (error instanceof RangeError) return 'other';
    throw error;
  }
}
