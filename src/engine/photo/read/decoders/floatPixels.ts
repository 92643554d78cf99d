import { notice, type Notice } from '@contract';
import { srgbOfLight } from '@core';

/** A floating-point photo's statements about its values. */
export type FloatMeaning = {
  /** The value of white that the file states, if it is more than 1. */
  white?: number | undefined;
  /** The values belong to the photo's own profile. Without a profile they are linear light, as in every program. */
  isEncoded: boolean;
};

/** Full scales of integers that are stored as floating point. */
const wholeScales = [255, 65_535] as const;

/** Tolerance for rounding at white. */
const slack = 1.0005;
/** Filters leave values this far below black. */
const slightest = 0.01;

/** Steps of the table over light. They are spaced by its square root, roughly as eyes and the sRGB curve are. */
const steps = 65_535;
const encodedLight = (): Uint16Array =>
  Uint16Array.from({ length: steps + 1 }, (_, step) => Math.round(srgbOfLight((step / steps) ** 2) * 65_535));

/** Shares of values beyond white and of values that cannot be shown (negative, or not numbers), and the largest value. */
type Beyond = { bright: number; dark: number; most: number; areWhole: boolean };

function beyondOne(values: Float32Array): Beyond {
  let bright = 0;
  let dark = 0;
  let most = 0;
  let fractions = 0;
  for (const value of values) {
    if (value > slack && value < Infinity) {
      bright += 1;
      if (value > most) most = value;
    } else if (!(value >= -slightest)) dark += 1;
    if (value % 1 !== 0) fractions += 1;
  }
  const count = Math.max(1, values.length);
  return { bright: bright / count, dark: dark / count, most, areWhole: fractions === 0 };
}

/**
 * White if the file states none. If most values are beyond 1, they have another scale: that of integers if they are whole numbers or
 * nearly fill it, else their own largest value.
 */
function guessedWhite({ bright, most, areWhole }: Beyond): number {
  if (bright <= 0.5) return 1;
  const scale = wholeScales.find((each) => most <= each * slack) ?? most;
  return areWhole || most > scale / 3 ? scale : most;
}

const percent = (share: number): string => `${share < 0.001 ? 'under 0.1' : (share * 100).toFixed(1)} %`;

/** Three digits are enough for a sentence. */
const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

function noticesOf(values: Float32Array, stated: number | undefined): { white: number; notices: Notice[] } {
  const found = beyondOne(values);
  const white = stated ?? guessedWhite(found);
  if (white !== 1) {
    const scaled = notice('photo.floatScaled', { white: short(white), most: short(found.most) });
    const dark = found.dark > 0 ? [notice('photo.floatNegative', { share: percent(found.dark) })] : [];
    return { white, notices: [scaled, ...dark] };
  }
  const notices = [
    ...(found.bright > 0 ? [notice('photo.floatClipped', { share: percent(found.bright) })] : []),
    ...(found.dark > 0 ? [notice('photo.floatNegative', { share: percent(found.dark) })] : []),
  ];
  return { white, notices };
}

/**
 * Converts floating-point colours to 16-bit stored values. Values with a profile keep their meaning. Values without one are linear
 * light and become sRGB-encoded. Values beyond white are scaled into range if the file states how, or if most values are beyond it.
 * Otherwise they are clipped, with a notice.
 * @param values colours alone, without alpha
 * @see TIFF 6.0 section 19, SMaxSampleValue
 */
export function fromFloat(
  values: Float32Array,
  { white: stated, isEncoded }: FloatMeaning,
): { samples: Uint16Array; notices: Notice[] } {
  const { white, notices } = noticesOf(values, stated);
  const samples = new Uint16Array(values.length);
  const table = isEncoded ? null : encodedLight();
  for (let index = 0; index < values.length; index += 1) {
    const value = (values[index] ?? 0) / white;
    // NaN becomes black too, because the comparison is false.
    const inRange = value > 0 ? Math.min(1, value) : 0;
    samples[index] =
      table === null ? Math.round(inRange * 65_535) : (table[Math.round(Math.sqrt(inRange) * steps)] ?? 0);
  }
  return { samples, notices };
}
