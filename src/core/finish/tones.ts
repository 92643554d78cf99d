import type { FinishSettings } from '@contract';
import { lumaWeights } from './finishPixel';
import { toneCurve } from './toneCurve';

/** The shares of a picture's pixels at each of 256 levels, for red, green and blue, before finishing. */
export type Tones = readonly (readonly number[])[];

/** Mean luma after finishing, 0 to 1. Colour does not change it, except by clipping. */
export function meanLuma(tones: Tones, finish: Pick<FinishSettings, 'brightness' | 'highlights'>): number {
  const curve = Array.from({ length: 256 }, (_, level) => toneCurve(level / 255, finish));
  const means = tones.map((shares) =>
    shares.reduce((sum, share, level) => sum + share * (curve[level] ?? 0), 0),
  );
  return lumaWeights.reduce((sum, weight, channel) => sum + weight * (means[channel] ?? 0), 0);
}

/** The limits of the brightness setting, EV. */
const limit = 2;

/** The brightness that gives a picture this mean luma, as near as its limits allow. The other settings stay. */
export function brightnessFor(tones: Tones, finish: FinishSettings, target: number): number {
  let [low, high] = [-limit, limit];
  // The curve rises with brightness everywhere, so halving finds it; 16 steps are finer than anybody sees.
  for (let step = 0; step < 16; step += 1) {
    const middle = (low + high) / 2;
    if (meanLuma(tones, { ...finish, brightness: middle }) < target) low = middle;
    else high = middle;
  }
  return Number(((low + high) / 2).toFixed(4));
}
