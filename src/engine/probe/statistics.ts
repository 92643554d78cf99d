import type { RawTensor } from '../model/runOnce';

/** Least and greatest value of a tensor N C H W, and of each channel over the whole batch. */
export type Statistics = {
  readonly min: number;
  readonly max: number;
  /** Channels in which every value is 0. */
  readonly silent: readonly number[];
};

export function statisticsOf(tensor: RawTensor): Statistics {
  const [pictures, channels, height, width] = dimsOf(tensor);
  const silent: number[] = [];
  let [min, max] = [Infinity, -Infinity];
  for (let channel = 0; channel < channels; channel += 1) {
    let [least, most] = [Infinity, -Infinity];
    for (let picture = 0; picture < pictures; picture += 1) {
      const range = rangeOf(tensor.data, (picture * channels + channel) * height * width, height * width);
      least = Math.min(least, range.min);
      most = Math.max(most, range.max);
    }
    if (least === 0 && most === 0) silent.push(channel);
    min = Math.min(min, least);
    max = Math.max(max, most);
  }
  return min <= max ? { min, max, silent } : { min: 0, max: 0, silent };
}

/** Range of a stretch of values. Values that are not numbers are ignored. */
export function rangeOf(
  data: ArrayLike<number>,
  start: number,
  length: number,
): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (let at = start; at < start + length; at += 1) {
    const value = data[at] ?? NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Pictures, channels, height and width of a layer's tensor. A vector is one pixel large. */
export function dimsOf({ shape }: Pick<RawTensor, 'shape'>): [number, number, number, number] {
  const [pictures = 1, channels = 1, height = 1, width = 1] = shape.length === 1 ? [1, ...shape] : shape;
  return [pictures, channels, height, width];
}
