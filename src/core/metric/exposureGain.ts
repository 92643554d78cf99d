import { fullScale, type Raster } from '../raster';

/** OpenCV's weights for grey, which the papers' code uses. @see ITU-R BT.601 */
const weights = [0.299, 0.587, 0.114] as const;

/**
 * The factor that gives a picture the mean luma of the ground truth ("GT-mean"); 1 if either of them is black. Papers quote scores
 * with and without it, and the two cannot be compared.
 */
export function exposureGain(distorted: Raster, reference: Raster): number {
  const [own, wanted] = [meanLuma(distorted), meanLuma(reference)];
  return own > 0 && wanted > 0 ? wanted / own : 1;
}

function meanLuma({ data, channels }: Raster): number {
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += channels) {
    for (let c = 0; c < channels; c += 1) sums[c] = (sums[c] ?? 0) + (data[i + c] ?? 0);
  }
  const scale = channels / (data.length * fullScale(data));
  if (channels === 1) return (sums[0] ?? 0) * scale;
  return weights.reduce((mean, weight, c) => mean + weight * (sums[c] ?? 0) * scale, 0);
}
