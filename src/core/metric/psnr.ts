import type { Raster } from '../raster';
import { assertSameSize, comparedChannels, valuesOf, type Scored } from './samples';
import { f64 } from './values';

/**
 * Peak signal-to-noise ratio in dB over all samples of all channels, with stored values at full scale 1. Higher is better. Equal
 * pictures give `Infinity`. The convention of the low-light papers: 10·log10(1 / MSE).
 * @param distorted of the reference's size; grey against RGB counts as three equal channels, and depths may differ.
 * @throws RangeError when the sizes differ
 */
export function psnr(distorted: Scored, reference: Raster): number {
  assertSameSize(distorted.raster, reference);
  const channels = comparedChannels(distorted.raster, reference);
  const [first, second] = [valuesOf(distorted), valuesOf({ raster: reference })];
  const [a, b] = [distorted.raster, reference];
  const [stepA, stepB] = [a.channels, b.channels];
  let squares = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    const end = reference.width * reference.height;
    let [atA, atB] = [stepA === 1 ? 0 : channel, stepB === 1 ? 0 : channel];
    for (let pixel = 0; pixel < end; pixel += 1, atA += stepA, atB += stepB) {
      const apart = f64(first, a.data[atA] ?? 0) - f64(second, b.data[atB] ?? 0);
      squares += apart * apart;
    }
  }
  return 10 * Math.log10((reference.width * reference.height * channels) / squares);
}
