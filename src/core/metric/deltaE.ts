import type { Raster } from '../raster';
import { ciede2000, partsOf } from './ciede2000';
import { assertSameSize, silent, type MapSink, type Report } from './samples';
import { labRow } from './srgbLab';

/** Bins of a unit of ΔE for the percentile. */
const binsAUnit = 1000;
/** No two colours of sRGB are further apart. */
const mostDelta = 200;
const rowsAReport = 64;
const percentile = 0.95;

type Options = { readonly report?: Report | undefined; readonly sink?: MapSink | undefined };

/**
 * Differences of colour as people see them, CIEDE2000, of pictures in sRGB: the mean, and the 95th percentile to within 0.001. Lower is
 * better; 1 is just visible.
 * @throws RangeError when the sizes differ
 */
export function deltaE(
  distorted: Raster,
  reference: Raster,
  { report = silent, sink }: Options = {},
): { mean: number; percentile95: number } {
  assertSameSize(distorted, reference);
  const { width, height } = reference;
  const [first, second] = [new Float64Array(3 * width), new Float64Array(3 * width)];
  const bins = new Uint32Array(mostDelta * binsAUnit + 1);
  const values = new Float32Array(width);
  const parts = partsOf(width);
  let sum = 0;
  for (let y = 0; y < height; y += 1) {
    labRow(distorted, y, first);
    labRow(reference, y, second);
    ciede2000({ first, second }, parts, values);
    for (const value of values) {
      sum += value;
      const bin = Math.round(value * binsAUnit);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    sink?.({ x: 0, y, count: width }, values);
    if (y % rowsAReport === rowsAReport - 1) report((y + 1) / height);
  }
  return { mean: sum / (width * height), percentile95: percentileOf(bins, width * height) };
}

function percentileOf(bins: Uint32Array, count: number): number {
  const rank = percentile * (count - 1);
  let upToHere = 0;
  const bin = bins.findIndex((size) => {
    upToHere += size;
    return upToHere > rank;
  });
  return bin / binsAUnit;
}
