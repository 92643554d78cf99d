import type { UnitPicture } from '@core';
import type { Picture } from '../../../../bridge';
import { signedPicture } from '../../../figure/signedPicture';

/** A picture's samples, 0–1. */
export function samplesOf({ width, height, data }: Picture): UnitPicture {
  return { width, height, channels: 3, data: Float64Array.from(data, (value) => value / 255) };
}

/** UnitPicture as a picture, clipped and rounded. */
export function pictureOf({ width, height, data }: UnitPicture): Picture {
  return {
    width,
    height,
    data: Uint8Array.from(data, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
  };
}

/** A picture times a gain, clipped. */
export function brightened(photo: UnitPicture, gain: number): UnitPicture {
  return { ...photo, data: photo.data.map((value) => Math.min(1, gain * value)) };
}

export function toneCurve(photo: UnitPicture, power: number): UnitPicture {
  return { ...photo, data: photo.data.map((value) => value ** power) };
}

/** One pixel to the right. The left column stays. */
export function withShift(picture: UnitPicture): UnitPicture {
  const { width } = picture;
  const data = picture.data.map((value, at) =>
    Math.floor(at / 3) % width === 0 ? value : (picture.data[at - 3] ?? 0),
  );
  return { ...picture, data };
}

/** White where the target is darkest: what a broken photosite shows. */
export function withHotPixel(picture: UnitPicture, target: UnitPicture) {
  const { width, height } = target;
  const sumAt = (pixel: number): number =>
    target.data.subarray(3 * pixel, 3 * pixel + 3).reduce((sum, value) => sum + value, 0);
  let darkest = 0;
  for (let pixel = 1; pixel < width * height; pixel += 1) if (sumAt(pixel) < sumAt(darkest)) darkest = pixel;
  const data = picture.data.slice();
  data.fill(1, 3 * darkest, 3 * darkest + 3);
  return {
    picture: { ...picture, data },
    place: { column: darkest % width, row: Math.floor(darkest / width) },
  };
}

/** The value below which 99 % of the numbers lie. */
export function nearlyAll(numbers: Float64Array): number {
  const sorted = numbers.slice().sort();
  return sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
}

/** The mean of a pixel's three numbers. */
function pixelMeans(numbers: Float64Array): Float64Array {
  return Float64Array.from(
    { length: numbers.length / 3 },
    (_, at) => ((numbers[3 * at] ?? 0) + (numbers[3 * at + 1] ?? 0) + (numbers[3 * at + 2] ?? 0)) / 3,
  );
}

/** A loss, pixel by pixel: black for none, white for `most` and more. */
export function lossPicture(
  { width, height }: UnitPicture,
  each: Float64Array,
): { picture: Picture; most: number } {
  const means = pixelMeans(each);
  const most = nearlyAll(means) || 1;
  const data = Uint8Array.from({ length: 3 * means.length }, (_, at) =>
    Math.round(255 * Math.min(1, Math.max(0, (means[Math.floor(at / 3)] ?? 0) / most))),
  );
  return { picture: { width, height, data }, most };
}

/** A gradient, pixel by pixel: amber where the pixel is too bright, blue where it is too dark, grey where it is right. */
export function gradientPicture(size: UnitPicture, gradient: Float64Array): Picture {
  const means = pixelMeans(gradient);
  return signedPicture(size, means, nearlyAll(means.map(Math.abs)) || 1);
}
