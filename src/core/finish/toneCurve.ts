import type { FinishSettings } from '@contract';

type Tones = Pick<FinishSettings, 'brightness' | 'highlights'>;

/** Limits of the highlights slider. Beyond them the curve would not rise everywhere. */
const reach = { below: 1.25, above: 0.5 } as const;

/**
 * Brightness and highlights of one channel. Stored values, 0 to 1, in and out. 0 and 1 do not change, and the curve never falls.
 *
 * Brightness b (EV), with k = 2^b: x ← k·x / (1 + (k − 1)·x). It has the slope k at black and 1/k at white.
 * Highlights h, with u = max(0, 2·x − 1): x ← x + h·a·u²·(1 − u), where a is 1.25 for h < 0 and 0.5 for h > 0. Tones up to
 * the middle do not change, and the slope has no step there.
 */
export function toneCurve(value: number, { brightness, highlights }: Tones): number {
  const k = 2 ** brightness;
  const x = (k * value) / (1 + (k - 1) * value);
  const u = Math.max(0, 2 * x - 1);
  return x + highlights * (highlights < 0 ? reach.below : reach.above) * u * u * (1 - u);
}

/**
 * The curve at every stored value from 0 to `full`, in units of stored values. One more entry follows, so that reading between two
 * entries needs no check at the end. A straight line between entries is off by 0.012 levels of 8 bits at most.
 */
export function toneTable(tones: Tones, full: 255 | 65535): Float64Array {
  const table = new Float64Array(full + 2);
  for (let value = 0; value <= full; value += 1) table[value] = toneCurve(value / full, tones) * full;
  table[full + 1] = full;
  return table;
}
