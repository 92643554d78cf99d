import type { EngineCallOutput, HostImage } from '@contract';
import type { RawTensor } from '../model/runOnce';

/** An explanation that contains its pictures. */
export type Explained = EngineCallOutput<'photos.explain'>;
export type ExplainedArray = Explained['arrays'][number];

type Range = { min: number; max: number };

/** The smallest and the largest number. Values that are not numbers are ignored. */
export function rangeOf(data: Iterable<number>): Range {
  let [min, max] = [Infinity, -Infinity];
  for (const value of data) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

/** An array's description: its first nine numbers, its range, its shape and type. */
export function described(
  step: ExplainedArray['step'],
  { shape, data }: RawTensor,
): Omit<ExplainedArray, 'picture' | 'outside'> {
  const type = data instanceof Uint8Array ? 'uint8' : 'float32';
  return { step, shape: [...shape], type, ...rangeOf(data), first: [...data.subarray(0, 9)] };
}

/**
 * A tensor of one picture as 8-bit RGB, with `range` mapped to black and white and clipped. Shapes: 1 H W C, 1 C H W, H W C, C H W
 * and H W. If there are not three channels, the first is shown. Undefined for any other shape.
 */
export function pictureOf({ shape, data }: RawTensor, { min, max }: Range): HostImage | undefined {
  const lie = layoutOf(shape);
  if (lie === undefined) return undefined;
  const { width, height, channels, pixelStep, channelStep } = lie;
  const bytes = new Uint8Array(width * height * 3);
  const scale = max > min ? 255 / (max - min) : 0;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let c = 0; c < 3; c += 1) {
      const value = data[pixel * pixelStep + (channels === 3 ? c * channelStep : 0)] ?? 0;
      bytes[pixel * 3 + c] = Math.min(255, Math.max(0, (value - min) * scale)) + 0.5;
    }
  }
  return { width, height, data: bytes };
}

type Lie = { width: number; height: number; channels: number; pixelStep: number; channelStep: number };

function layoutOf(shape: readonly number[]): Lie | undefined {
  const [first, ...rest] = shape;
  const inner = shape.length === 4 && first === 1 ? rest : shape;
  const [a = 0, b = 0, c = 0] = inner;
  if (inner.length === 2) return { height: a, width: b, channels: 1, pixelStep: 1, channelStep: 0 };
  if (inner.length !== 3) return undefined;
  // A picture has fewer channels than rows or columns.
  return c <= a
    ? { height: a, width: b, channels: c, pixelStep: c, channelStep: 1 }
    : { height: b, width: c, channels: a, pixelStep: 1, channelStep: b * c };
}
