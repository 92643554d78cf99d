import { lumaWeights } from '@core';
import type { Picture } from '../../../../bridge';

/** What the small network sees of a photo, and what it should say. */
export type Patch = {
  /** The brightness of the middle pixel, and the mean of those around it, 0–1. */
  readonly inputs: readonly [number, number];
  /** The middle pixel as a tone curve, the square root, would lift it. */
  readonly target: number;
};

/** The patch of 3 × 3 pixels around a point, given as shares of the sides. At the edge the pixels there count again. */
export function patchOf(picture: Picture, x: number, y: number): Patch {
  const { width, height } = picture;
  const [column, row] = [Math.round(x * (width - 1)), Math.round(y * (height - 1))];
  const middle = brightness(picture, column, row);
  let around = 0;
  for (let down = -1; down <= 1; down += 1)
    for (let across = -1; across <= 1; across += 1)
      around += brightness(picture, column + across, row + down);
  return { inputs: [middle, (around - middle) / 8], target: Math.sqrt(middle) };
}

function brightness({ width, height, data }: Picture, column: number, row: number): number {
  const [x, y] = [Math.min(width - 1, Math.max(0, column)), Math.min(height - 1, Math.max(0, row))];
  const at = 3 * (y * width + x);
  return lumaWeights.reduce((sum, weight, channel) => sum + (weight * (data[at + channel] ?? 0)) / 255, 0);
}
