import { createHash } from 'node:crypto';
import { networkTone, type NetworkTone, type ToneCurve } from '@core';
import { ByteReader } from '../bytes';
import { tagPlaces } from './iccProfile';

/** A table of stored values, read between its entries. @see ICC.1:2022, 10.6 */
function tableCurve(reader: ByteReader, at: number): ToneCurve {
  const count = reader.u32(at + 8);
  if (count === 0) return (stored) => stored;
  if (count === 1) {
    const gamma = reader.u16(at + 12) / 256;
    return (stored) => stored ** gamma;
  }
  const table = Array.from({ length: count }, (_, index) => reader.u16(at + 12 + index * 2) / 65_535);
  return (stored) => {
    const place = stored * (count - 1);
    const below = Math.floor(place);
    const from = table[below] ?? 1;
    return from + ((table[below + 1] ?? from) - from) * (place - below);
  };
}

/** The number of parameters of each function type. */
const parameterCounts = [1, 3, 4, 5, 7] as const;

/** A power, with an optional linear or flat section near black. @see ICC.1:2022, 10.18, table 68 */
function functionCurve(reader: ByteReader, at: number): ToneCurve | null {
  const type = reader.u16(at + 8);
  const count = parameterCounts[type];
  if (count === undefined) return null;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, index) => (reader.u32(at + 12 + index * 4) | 0) / 65_536,
  );
  const power = (stored: number): number => Math.max(0, a * stored + b) ** g;
  switch (type) {
    case 0:
      return (stored) => stored ** g;
    case 1:
      return (stored) => (stored >= -b / a ? power(stored) : 0);
    case 2:
      return (stored) => (stored >= -b / a ? power(stored) + c : c);
    default:
      // Types 3 and 4 differ in the constants that are added to each section.
      return (stored) => (stored >= d ? power(stored) + e : c * stored + f);
  }
}

function curveAt(reader: ByteReader, at: number | undefined): ToneCurve | null {
  if (at === undefined) return null;
  const type = reader.ascii(at, 4);
  if (type === 'curv') return tableCurve(reader, at);
  return type === 'para' ? functionCurve(reader, at) : null;
}

const colourTags = ['rTRC', 'gTRC', 'bTRC'];

/** The curves of a sound profile, one for each channel of the photo; null if the profile has only tables. */
function toneCurves(profile: Uint8Array, channels: 1 | 3): ToneCurve[] | null {
  const reader = new ByteReader(profile, false);
  const places = tagPlaces(reader);
  // An RGB profile's grey axis has the curve that its channels share.
  const names = channels === 3 ? colourTags : [places.has('kTRC') ? 'kTRC' : 'gTRC'];
  const curves = names.map((name) => curveAt(reader, places.get(name)));
  return curves.every((curve) => curve !== null) ? curves : null;
}

/** Making the tables of a profile takes some 40 ms, and most photos of a folder have the same profile. By its content. */
const known = new Map<string, NetworkTone | null>();
/** A conversion takes up to 800 KB. */
const kept = 8;

/**
 * The conversion between a photo's stored values and the values that networks are trained on.
 * @returns null if no conversion is needed or known: without a profile, with a curve like sRGB's, or with an unreadable curve
 */
export function networkToneOf(profile: Uint8Array | undefined, channels: 1 | 3): NetworkTone | null {
  if (profile === undefined) return null;
  const key = `${createHash('sha256').update(profile).digest('hex')} ${String(channels)}`;
  const found = known.get(key);
  const tone = found === undefined ? readTone(profile, channels) : found;
  // The one that was used last is the last to go.
  known.delete(key);
  known.set(key, tone);
  const [oldest] = known.keys();
  if (known.size > kept && oldest !== undefined) known.delete(oldest);
  return tone;
}

function readTone(profile: Uint8Array, channels: 1 | 3): NetworkTone | null {
  try {
    const curves = toneCurves(profile, channels);
    return curves && networkTone(curves);
  } catch (error) {
    // The tag ends too early. The profile is kept for programs that can read it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
