import { fullScale, type Samples } from '../raster';
import type { Scored } from './samples';
import { f32 } from './values';

/** One channel of a picture, 0 to 1. */
export type Channel = {
  readonly width: number;
  readonly height: number;
  /** About the mean. Around it 32-bit floats are finest, and variances do not change when it is taken away. */
  readonly middle: number;
  /** Writes `count` values of a row, from column `x` on, to the beginning of `target`. */
  readonly read: (place: { x: number; row: number; count: number }, target: Float32Array) => void;
};

/** A channel of stored values, with the gain. Grey stands for each of three channels. */
export function channelOf({ raster, gain = 1 }: Scored, channel: number): Channel {
  const { width, height, channels, data } = raster;
  const scale = gain / fullScale(data);
  const offset = channels === 1 ? 0 : channel;
  const table = Float32Array.from({ length: fullScale(data) + 1 }, (_, value) => Math.min(1, value * scale));
  return {
    width,
    height,
    middle: meanOf(data, { offset, channels }) * scale,
    read: ({ x, row, count }, target) => {
      let at = (row * width + x) * channels + offset;
      for (let i = 0; i < count; i += 1, at += channels) target[i] = table[data[at] ?? 0] ?? 0;
    },
  };
}

const samplesForMean = 10_000;

function meanOf(data: Samples, { offset, channels }: { offset: number; channels: number }): number {
  const step = Math.max(1, Math.floor(data.length / channels / samplesForMean)) * channels;
  let [sum, count] = [0, 0];
  for (let at = offset; at < data.length; at += step) {
    sum += data[at] ?? 0;
    count += 1;
  }
  return sum / count;
}

/**
 * A channel at half its size, means of two by two pixels. The last column and row stand twice where a side is odd, as in the code of
 * MS-SSIM's authors.
 */
export function halved({ width, height, middle, read }: Channel): Channel {
  const [half, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const data = new Float32Array(half * rows);
  const [upper, lower] = [new Float32Array(half * 2), new Float32Array(half * 2)];
  for (let row = 0; row < rows; row += 1) {
    read({ x: 0, row: 2 * row, count: width }, upper);
    read({ x: 0, row: Math.min(height - 1, 2 * row + 1), count: width }, lower);
    if (width % 2 === 1) for (const line of [upper, lower]) line[width] = line[width - 1] ?? 0;
    for (let x = 0, at = row * half; x < 2 * half; x += 2, at += 1)
      data[at] = 0.25 * (f32(upper, x) + f32(upper, x + 1) + f32(lower, x) + f32(lower, x + 1));
  }
  return {
    width: half,
    height: rows,
    middle,
    read: ({ x, row, count }, target) => {
      target.set(data.subarray(row * half + x, row * half + x + count));
    },
  };
}
