import type { Raster, Samples, Size } from './raster';

/** Which pixels of a line a smaller one is the mean of, and how much each counts. The weights add up to 1. */
type Span = { readonly first: number; readonly weights: readonly number[] };

/**
 * A smaller copy whose pixels are the means of the areas that they cover, stored values. Networks were trained on small photos made
 * like this; what sharpens on the way shows them other brightness.
 * @param size at most that of the raster
 */
export function areaMeans(raster: Raster, size: Size): Raster {
  const { channels } = raster;
  const length = size.width * size.height * channels;
  const data = raster.data instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
  eachAreaRow(raster, size, (means, row) => {
    data.set(means.map(Math.round), row * means.length);
  });
  return { ...size, channels, data };
}

/** Takes the rows of such a copy, channels side by side and not rounded. Each is written over by the next one. */
export function eachAreaRow(
  { data, channels, ...from }: Raster,
  { width, height }: Size,
  take: (means: Float64Array, row: number) => void,
): void {
  const across = spansOf(from.width, width);
  const stride = from.width * channels;
  const [sums, means] = [new Float64Array(stride), new Float64Array(width * channels)];
  for (const [row, { first, weights }] of spansOf(from.height, height).entries()) {
    sums.fill(0);
    for (const [i, weight] of weights.entries()) addRow(data, { start: (first + i) * stride, weight, sums });
    reduce(sums, across, { channels, means });
    take(means, row);
  }
}

function spansOf(from: number, to: number): Span[] {
  const ratio = from / to;
  return Array.from({ length: to }, (_, at) => {
    const [start, end] = [at * ratio, Math.min(from, (at + 1) * ratio)];
    const first = Math.floor(start);
    const covered = (_: unknown, i: number): number =>
      (Math.min(end, first + i + 1) - Math.max(start, first + i)) / ratio;
    return { first, weights: Array.from({ length: Math.ceil(end) - first }, covered) };
  });
}

function addRow(
  data: Samples,
  { start, weight, sums }: { start: number; weight: number; sums: Float64Array },
): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + weight * (data[start + at] ?? 0);
}

function reduce(
  row: Float64Array,
  across: readonly Span[],
  { channels, means }: { channels: number; means: Float64Array },
): void {
  let to = 0;
  for (const { first, weights } of across)
    for (let channel = 0; channel < channels; channel += 1, to += 1) {
      let sum = 0;
      for (let i = 0, at = first * channels + channel; i < weights.length; i += 1, at += channels)
        sum += (weights[i] ?? 0) * (row[at] ?? 0);
      means[to] = sum;
    }
}
