import { fullScale, type Raster } from '../raster';

/** The brightest pixels are left out of account: a lamp is no light on the scene. */
const counted = 0.98;

/**
 * How many steps of brightness lie between black and the bright parts of a photo.
 * @param small the whole photo at a small size, so that noise is averaged
 * @param step the photo's own step of brightness, of 255
 */
export function levelsLeft({ data, channels }: Raster, step: number): number {
  const greatest = Float32Array.from({ length: data.length / channels }, (_, pixel) => {
    const at = pixel * channels;
    return channels === 1 ? (data[at] ?? 0) : Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
  }).sort();
  const bright = greatest[Math.floor(counted * (greatest.length - 1))] ?? 0;
  return Math.round(((bright / fullScale(data)) * 255) / step);
}
