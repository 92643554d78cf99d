import { lumaWeights, type Example } from '@core';
import type { Picture } from '../../bridge';

const count = 60;

type Point = { readonly x: number; readonly y: number };

/**
 * Brightness and warmth of a picture's pixels, 0–1. The brightest pixel is at 1, because a dark photo would otherwise fill a corner
 * alone. Warmth is 0.5 for grey.
 */
export function pixelPoints({ data }: Picture): readonly Point[] {
  const [redShare, greenShare, blueShare] = lumaWeights;
  const points = Array.from({ length: data.length / 3 }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(index * 3, index * 3 + 3);
    const luma = (redShare * red + greenShare * green + blueShare * blue) / 255;
    return { x: luma, y: 0.5 + (red - blue) / 510 };
  });
  const most = points.reduce((greatest, { x }) => Math.max(greatest, x), 0.01);
  return points.map(({ x, y }) => ({ x: x / most, y }));
}

/** Pixels spread over a picture. On: brighter than half of them. */
export function pixelExamples(picture: Picture): readonly Example[] {
  const { width, height } = picture;
  const points = pixelPoints(picture);
  const chosen = Array.from({ length: count }, (_, index) => {
    // The golden ratio spreads the columns evenly, whatever the number is.
    const column = Math.floor(((index * 0.618034) % 1) * width);
    const row = Math.floor(((index + 0.5) / count) * height);
    return points[row * width + column] ?? { x: 0, y: 0.5 };
  });
  const sorted = chosen.map(({ x }) => x).sort((one, other) => one - other);
  const median = sorted[Math.floor(count / 2)] ?? 0;
  return chosen.map((point) => ({ ...point, isOn: point.x > median }));
}
