import type { Histogram } from '@core';

/** How many neighbouring levels are drawn as one. Anything finer is noise at the panel's width. */
const levelsPerPoint = 2;

export const histogramPoints = 256 / levelsPerPoint;

/** Heights of a luma histogram's points, 0 to 1, on a scale common to both histograms. */
export function histogramHeights(shown: Histogram, others: readonly Histogram[]): number[] {
  const peak = Math.max(...[shown, ...others].map(peakOf), Number.MIN_VALUE);
  // The cube root keeps a dark photo's shadows from flattening everything else.
  return pooled(shown).map((share) => Math.min(1, Math.cbrt(share / peak)));
}

function pooled({ luma, pixels }: Histogram): number[] {
  return Array.from({ length: histogramPoints }, (_, point) => {
    let count = 0;
    for (let k = 0; k < levelsPerPoint; k += 1) count += luma[point * levelsPerPoint + k] ?? 0;
    return pixels === 0 ? 0 : count / pixels;
  });
}

/** The highest point, without the two ends, where clipped pixels pile up. */
function peakOf(histogram: Histogram): number {
  return Math.max(...pooled(histogram).slice(1, -1));
}

/** SVG path of a line through the heights, in a box of `histogramPoints` − 1 by 100, zero at the bottom. */
export function linePath(heights: readonly number[]): string {
  return heights.map((height, x) => `${x === 0 ? 'M' : 'L'}${x} ${round(100 - 100 * height)}`).join('');
}

/** The same path, closed along the bottom. */
export function areaPath(heights: readonly number[]): string {
  return `${linePath(heights)}L${histogramPoints - 1} 100L0 100Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
