import type { MixSettings } from '@contract';
import { fullScale, type Samples } from '../raster';
import { lumaWeights } from './finishPixel';
import { mixStrength } from './mixStrength';
import { toneTable } from './toneCurve';

export type SampleKind = { bits: 8 | 16; channels: 1 | 3 };

/**
 * Applies strength and finishing to rows of samples, in place. `result` becomes the values that `finishPixel` defines, rounded
 * once. Both arrays are interleaved in the kind's channels and depth, and have the same length. Colour has no effect on grey. With
 * neutral finishing the result is exactly the mix; at strength 1 it does not change at all.
 */
export type Finishing = (result: Samples, original: Samples) => void;

/** Makes a finishing for many rows. Its table is computed here, once. */
export function finishing({ strength, finish }: MixSettings, { bits, channels }: SampleKind): Finishing {
  const { brightness, highlights, colour } = finish;
  const flat = brightness === 0 && highlights === 0;
  if (flat && (colour === 0 || channels === 1)) {
    return (result, original) => {
      mixStrength(result, original, strength);
    };
  }
  const table = toneTable(finish, bits === 8 ? 255 : 65_535);
  if (colour === 0 || channels === 1) {
    return (result, original) => {
      curveSamples(result, original, { strength, table });
    };
  }
  return (result, original) => {
    curvePixels(result, original, { strength, table, saturation: 1 + colour });
  };
}

type Curve = { strength: number; table: Float64Array };

/** The table's value at a mix between two stored values. */
function toneAt(table: Float64Array, mixed: number): number {
  const index = Math.floor(mixed);
  const low = table[index] ?? 0;
  return low + (mixed - index) * ((table[index + 1] ?? 0) - low);
}

function curveSamples(result: Samples, original: Samples, { strength, table }: Curve): void {
  for (let i = 0; i < result.length; i += 1) {
    const from = original[i] ?? 0;
    // Storing truncates; adding a half makes that rounding. The curve stays within the scale.
    result[i] = toneAt(table, from + ((result[i] ?? 0) - from) * strength) + 0.5;
  }
}

function curvePixels(
  result: Samples,
  original: Samples,
  { strength, table, saturation }: Curve & { saturation: number },
): void {
  const [wr, wg, wb] = lumaWeights;
  const full = fullScale(result);
  const tone = (i: number) => {
    const from = original[i] ?? 0;
    return toneAt(table, from + ((result[i] ?? 0) - from) * strength);
  };
  for (let i = 0; i + 2 < result.length; i += 3) {
    const red = tone(i);
    const green = tone(i + 1);
    const blue = tone(i + 2);
    const luma = wr * red + wg * green + wb * blue;
    result[i] = clipped(luma + saturation * (red - luma), full) + 0.5;
    result[i + 1] = clipped(luma + saturation * (green - luma), full) + 0.5;
    result[i + 2] = clipped(luma + saturation * (blue - luma), full) + 0.5;
  }
}

function clipped(value: number, full: number): number {
  return value > 0 ? Math.min(value, full) : 0;
}
