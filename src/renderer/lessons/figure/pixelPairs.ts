import type { Pair } from '@core';
import type { Picture } from '../../bridge';
import { pixelExamples } from './pixelExamples';

/** Pixels spread over a picture, the brightest of them at 1, and how bright a fixed tone curve, the square root, makes each. */
export function pixelPairs(picture: Picture): readonly Pair[] {
  const pixels = pixelExamples(picture);
  const most = pixels.reduce((greatest, { x }) => Math.max(greatest, x), 0) || 1;
  return pixels.map(({ x }) => ({ x: x / most, target: Math.sqrt(x / most) }));
}
