import type { Samples, Size } from '../raster';

export type Padding = {
  /** The size of the sample buffer. */
  shape: Size;
  /** The size of the real pixels in it, from the top left. */
  real: Size;
  channels: number;
};

/** The index in 0 … length - 1 for `index` when the row is mirrored at its ends, as often as needed. */
function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const place = index % period;
  return place < length ? place : period - place;
}

/** Fills the area to the right of and below the real pixels by mirroring them. The edge itself is not repeated. */
export function padByReflection(samples: Samples, { shape, real, channels }: Padding): void {
  const stride = shape.width * channels;
  for (let y = 0; real.width < shape.width && y < real.height; y += 1) {
    const start = y * stride;
    for (let x = real.width; x < shape.width; x += 1) {
      const from = start + reflect(x, real.width) * channels;
      samples.copyWithin(start + x * channels, from, from + channels);
    }
  }
  for (let y = real.height; y < shape.height; y += 1) {
    const from = reflect(y, real.height) * stride;
    samples.copyWithin(y * stride, from, from + stride);
  }
}
