import { fullScale, type Raster } from '../raster';

/** A picture for comparison. Its stored values may be multiplied by a gain and clipped. They are not rounded again. */
export type Scored = { raster: Raster; gain?: number };

/** Receives the finished part of a comparison from time to time, 0 to 1. */
export type Report = (done: number) => void;

export const silent: Report = () => undefined;

/** Receives a part of a row of a map: `count` values from column `x` of row `y` on. The array is used again afterwards. */
export type MapSink = (place: { x: number; y: number; count: number }, values: Float32Array) => void;

/** Whether two rasters can be compared pixel by pixel. */
export function sameSize(a: Raster, b: Raster): boolean {
  return a.width === b.width && a.height === b.height;
}

/** @throws RangeError if the sizes differ. Callers report that in words before they compare. */
export function assertSameSize(a: Raster, b: Raster): void {
  if (!sameSize(a, b)) throw new RangeError('pictures of different sizes cannot be compared');
}

/** Channels to compare: one for grey against grey, otherwise three. Grey then counts as three equal channels. */
export function comparedChannels(a: Raster, b: Raster): 1 | 3 {
  return a.channels === 1 && b.channels === 1 ? 1 : 3;
}

/** What each stored value stands for, 0 to 1, with the gain. */
export function valuesOf({ raster, gain = 1 }: Scored): Float64Array {
  const full = fullScale(raster.data);
  // A quotient is the same for equal values of both depths; a product is not.
  return Float64Array.from({ length: full + 1 }, (_, value) => Math.min(1, (value / full) * gain));
}

/** Writes one row of one channel, 0 to 1, to `target`. */
export function readRow(
  { raster, gain = 1 }: Scored,
  place: { row: number; channel: number },
  target: Float64Array,
): void {
  const { width, channels, data } = raster;
  // A quotient is the same for equal values of both depths; a product is not.
  const full = fullScale(data);
  let at = place.row * width * channels + (channels === 1 ? 0 : place.channel);
  for (let x = 0; x < width; x += 1, at += channels) target[x] = Math.min(1, ((data[at] ?? 0) / full) * gain);
}
