import type { Pair } from '@core';
import type { Picture } from '../../../bridge';
import { pixelExamples } from './pixelExamples';

/** Pixels spread over a picture, by their brightness, and how bright a fixed tone curve, the square root, makes each. */
export function pixelPairs(picture: Picture): readonly Pair[] {
  return pixelExamples(picture).map(({ x }) => ({ x, target: Math.sqrt(x) }));
}
