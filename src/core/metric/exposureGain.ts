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
  let [red, green, blue] = [0, 0, 0];
  for (let at = 0; at < data.length; at += channels) {
    red += data[at] ?? 0;
    if (channels === 1) continue;
    green += data[at + 1] ?? 0;
    blue += data[at + 2] ?? 0;
  }
  const scale = channels / (data.length * fullScale(data));
  if (channels === 1) return red * scale;
  return [red, green, blue].reduce((mean, sum, c) => mean + (weights[c] ?? 0) * sum * scale, 0);
}
