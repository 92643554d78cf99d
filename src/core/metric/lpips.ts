import { fullScale, type Raster, type Size } from '../raster';

/** The side of the patches that LPIPS was made with. Networks give nothing, or nothing of use, for smaller pictures. */
export const lpipsLeastSide = 64;
const mostPixels = 4e6;

/** The size at which LPIPS is taken: that of the picture, or at most 4 megapixels of the same proportions. */
export function lpipsSize({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  // A side of less than a pixel becomes one, so the other one is limited by itself too.
  const scaled = (side: number): number => Math.min(mostPixels, Math.max(1, Math.floor(side * scale)));
  return scale === 1 ? { width, height } : { width: scaled(width), height: scaled(height) };
}

/** What a pixel of the reduced picture covers along one side. The weights add up to 1. */
type Span = { readonly first: number; readonly weights: readonly number[] };

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

/**
 * A picture as LPIPS takes it: stored values from −1 to 1, red, green and blue one after the other, CHW. Each value is the mean over
 * the area that its pixel covers; it is not rounded. Grey goes into all three.
 */
export function lpipsPlanes({ data, channels, ...from }: Raster, { width, height }: Size): Float32Array {
  const planes = new Float32Array(width * height * 3);
  const across = spansOf(from.width, width);
  const scale = 2 / fullScale(data);
  const stride = from.width * channels;
  const sums = new Float64Array(stride);
  for (const [y, { first, weights }] of spansOf(from.height, height).entries()) {
    sums.fill(0);
    for (const [i, weight] of weights.entries()) {
      const row = (first + i) * stride;
      for (let at = 0; at < stride; at += 1) sums[at] = (sums[at] ?? 0) + weight * (data[row + at] ?? 0);
    }
    for (let c = 0; c < 3; c += 1) {
      const to = (c * height + y) * width;
      const channel = channels === 3 ? c : 0;
      for (let x = 0; x < width; x += 1)
        planes[to + x] = meanOf(sums, across[x], { channels, channel }) * scale - 1;
    }
  }
  return planes;
}

function meanOf(
  row: Float64Array,
  span: Span | undefined,
  { channels, channel }: { channels: number; channel: number },
): number {
  let sum = 0;
  if (span === undefined) return sum;
  const { first, weights } = span;
  for (let i = 0; i < weights.length; i += 1)
    sum += (weights[i] ?? 0) * (row[(first + i) * channels + channel] ?? 0);
  return sum;
}
