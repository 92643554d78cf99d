import { eachAreaRow } from '../areaMeans';
import { fullScale, type Raster, type Size } from '../raster';

/** The side of the patches that LPIPS was made with. Networks give nothing, or nothing of use, for smaller pictures. */
export const lpipsLeastSide = 64;
const mostPixels = 4e6;

/** The size at which LPIPS is taken: that of the picture, or at most 4 megapixels of the same proportions. */
export function lpipsSize({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  // A side of less than a pixel becomes one, so the other one is limited by itself too.
  const scaled = (side: number): number => Math.min(mostPixels, Math.max(1, Math.floor(side * scale)));
  return scale === 1 ? { width, height } : { width: scaled(width), height: scaled(height) };
}

/**
 * A picture as LPIPS takes it: stored values from −1 to 1, red, green and blue one after the other, CHW. Each value is the mean over
 * the area that its pixel covers; it is not rounded. Grey goes into all three.
 */
export function lpipsPlanes(raster: Raster, size: Size): Float32Array {
  const area = size.width * size.height;
  const planes = new Float32Array(area * 3);
  const { channels, data } = raster;
  const scale = 2 / fullScale(data);
  eachAreaRow(raster, size, (means, row) => {
    for (let channel = 0; channel < 3; channel += 1) {
      const to = channel * area + row * size.width;
      for (let x = 0, at = channels === 3 ? channel : 0; x < size.width; x += 1, at += channels)
        planes[to + x] = (means[at] ?? 0) * scale - 1;
    }
  });
  return planes;
}
