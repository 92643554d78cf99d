import type { Samples } from '../raster';

/**
 * Mixes a model's result with the original, in place. 0 is the original and 1 the result, both exactly. Values between them give
 * the rounded mix of stored values.
 * @param result samples of the model's result; become the mix.
 * @param original as many samples of the same depth.
 * @param strength 0 to 1
 */
export function mixStrength(result: Samples, original: Samples, strength: number): void {
  if (strength >= 1) return;
  if (strength <= 0) {
    result.set(original.subarray(0, result.length));
    return;
  }
  for (let i = 0; i < result.length; i += 1) {
    const from = original[i] ?? 0;
    result[i] = Math.floor(from + ((result[i] ?? 0) - from) * strength + 0.5);
  }
}
