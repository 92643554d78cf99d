import { lumaWeights } from '@core';
import type { Picture } from '../../../../bridge';

/** Mean luma of a picture, 0 to 1, on stored values. */
export function meanLuma({ data }: Picture): number {
  const [red, green, blue] = lumaWeights;
  let sum = 0;
  for (let at = 0; at < data.length; at += 3)
    sum += red * (data[at] ?? 0) + green * (data[at + 1] ?? 0) + blue * (data[at + 2] ?? 0);
  return sum / Math.max(1, data.length / 3) / 255;
}
