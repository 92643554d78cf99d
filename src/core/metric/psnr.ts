import type { Raster } from '../raster';
import { assertSameSize, comparedChannels, readRow, type Scored } from './samples';

/**
 * Peak signal-to-noise ratio in dB over all samples of all channels, with stored values at full scale 1. Higher is better. Equal
 * pictures give `Infinity`. The convention of the low-light papers: 10·log10(1 / MSE).
 * @param distorted of the reference's size; grey against RGB counts as three equal channels, and depths may differ.
 * @throws RangeError when the sizes differ
 */
export function psnr(distorted: Scored, reference: Raster): number {
  assertSameSize(distorted.raster, reference);
  const { width, height } = reference;
  const channels = comparedChannels(distorted.raster, reference);
  const [a, b] = [new Float64Array(width), new Float64Array(width)];
  let squares = 0;
  for (let row = 0; row < height; row += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      readRow(distorted, { row, channel }, a);
      readRow({ raster: reference }, { row, channel }, b);
      for (let x = 0; x < width; x += 1) squares += ((a[x] ?? 0) - (b[x] ?? 0)) ** 2;
    }
  }
  return 10 * Math.log10((width * height * channels) / squares);
}
