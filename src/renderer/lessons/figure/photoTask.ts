import { seeded, type ExampleSet } from '@core';
import type { Picture } from '../../bridge';
import { keepLast } from './keepLast';
import { useCleanPicture } from './useCleanPicture';
import { useLessonPicture } from './useLessonPicture';

/** The photo, and what a network should make of it. Both have one size. */
export type PhotoPair = {
  readonly low: Picture;
  readonly target: Picture;
  /** The target is the ground truth. Otherwise it is the photo itself, brightened by a power of 0.45. */
  readonly isTruth: boolean;
};

const brightened = Uint8Array.from({ length: 256 }, (_, value) => Math.round(255 * (value / 255) ** 0.45));

const pairOf = keepLast((low: Picture, clean: Picture, isTruth: boolean): PhotoPair => {
  const fits = isTruth && clean.width === low.width && clean.height === low.height;
  const target = fits ? clean : { ...low, data: low.data.map((value) => brightened[value] ?? 0) };
  return { low, target, isTruth: fits };
});

/** A hook: the lessons' photo and its target, long edges at most `size`. Null: they are being read. */
export function usePhotoPair(size: number): PhotoPair | null {
  const low = useLessonPicture(size);
  const clean = useCleanPicture(size);
  return low === null || clean === null ? null : pairOf(low, clean.picture, clean.isTruth);
}

/** The middle of each patch lies in here: shares of the picture's sides. */
export type Area = { readonly left: number; readonly right: number };

export type PatchOptions = {
  readonly count: number;
  /** Odd: the target is the pixel in the middle. */
  readonly side: number;
  readonly seed: number;
  readonly area?: Area;
};

type Place = { readonly x: number; readonly y: number };

/** A patch as inputs: red, green and blue of each pixel, row by row, 0–1. Beyond the edge the outermost pixel goes on. */
function patchOf({ width, height, data }: Picture, side: number, at: Place): Float64Array {
  const half = (side - 1) / 2;
  const within = (place: number, length: number): number => Math.min(length - 1, Math.max(0, place));
  return Float64Array.from({ length: side * side * 3 }, (_, index) => {
    const pixel = Math.floor(index / 3);
    const x = within(at.x - half + (pixel % side), width);
    const y = within(at.y - half + Math.floor(pixel / side), height);
    return (data[(y * width + x) * 3 + (index % 3)] ?? 0) / 255;
  });
}

/** What brings the photo's values to mean 0 and deviation 1, as training programs do it. A photo of one colour stays at zero. */
const scaleOf = keepLast(({ data }: Picture): { mean: number; deviation: number } => {
  const count = Math.max(1, data.length);
  const mean = data.reduce((sum, value) => sum + value / 255, 0) / count;
  const variance = data.reduce((sum, value) => sum + (value / 255 - mean) ** 2, 0) / count;
  return { mean, deviation: Math.sqrt(variance) || 1 };
});

function examplesAt(pair: PhotoPair, side: number, places: readonly Place[]): ExampleSet {
  const { mean, deviation } = scaleOf(pair.low);
  return {
    inputs: places.map((at) => patchOf(pair.low, side, at).map((value) => (value - mean) / deviation)),
    targets: places.map((at) => patchOf(pair.target, 1, at)),
  };
}

/** Patches of the photo as inputs, and the colour that the middle pixel should get, 0–1. */
const patchTask = keepLast((pair: PhotoPair, wished: string): ExampleSet => {
  const { count, side, seed, left, right } = wishOf(wished);
  const { uniform } = seeded(seed);
  const { width, height } = pair.low;
  const places = Array.from({ length: count }, () => ({
    x: Math.min(width - 1, Math.floor((left + (right - left) * uniform()) * width)),
    y: Math.min(height - 1, Math.floor(uniform() * height)),
  }));
  return examplesAt(pair, side, places);
}, 6);

/** A patch around every pixel, row by row. */
export const allPatches = keepLast((pair: PhotoPair, side: number): ExampleSet => {
  const { width, height } = pair.low;
  const places = Array.from({ length: width * height }, (_, at) => ({
    x: at % width,
    y: Math.floor(at / width),
  }));
  return examplesAt(pair, side, places);
});

function wishOf(wished: string) {
  const [count = 1, side = 1, seed = 1, left = 0, right = 1] = wished.split(' ').map(Number);
  return { count, side, seed, left, right };
}

/** The examples of a page. The same wish for the same photo gives the same set. */
export function patchesOf(pair: PhotoPair, { count, side, seed, area }: PatchOptions): ExampleSet {
  return patchTask(pair, [count, side, seed, area?.left ?? 0, area?.right ?? 1].join(' '));
}
