import type { MixSettings } from '@contract';
import { toneCurve } from './toneCurve';

/** Red, green and blue. */
export type Rgb = readonly [number, number, number];

/** Luma of stored values, 0 to 1 or in levels. @see ITU-R BT.709 */
export const lumaWeights: Rgb = [0.2126, 0.7152, 0.0722];

/**
 * Strength and finishing of one pixel. This is the definition for the viewer's shader and the export; they may differ from it by
 * 1/255. Stored values, 0 to 1, in and out:
 *
 * 1. mix: x = original + strength·(result − original);
 * 2. brightness and highlights, each channel alone: `toneCurve`;
 * 3. colour c, with L = 0.2126·r + 0.7152·g + 0.0722·b of step 2: x ← L + (1 + c)·(x − L);
 * 4. clip to 0 … 1. Rounding to the photo's depth comes after, once.
 */
export function finishPixel(original: Rgb, result: Rgb, { strength, finish }: MixSettings): Rgb {
  const [red, green, blue] = lumaWeights;
  const mixed = (i: 0 | 1 | 2) => toneCurve(original[i] + strength * (result[i] - original[i]), finish);
  const x: Rgb = [mixed(0), mixed(1), mixed(2)];
  const luma = red * x[0] + green * x[1] + blue * x[2];
  const coloured = (i: 0 | 1 | 2) => Math.min(1, Math.max(0, luma + (1 + finish.colour) * (x[i] - luma)));
  return [coloured(0), coloured(1), coloured(2)];
}
