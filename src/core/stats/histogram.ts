import { lumaWeights } from '../finish/finishPixel';
import { fullScale, type Raster } from '../raster';
import { clippedPixels, clippingOf, type Clipping } from './clipping';

/** The number of pixels at each level, 256 bins a channel. 16-bit values count by their upper eight bits. */
export type Histogram = {
  /** The three are equal for grey photos. */
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
  /** BT.709 luma of stored values, rounded. */
  readonly luma: Uint32Array;
  readonly pixels: number;
  readonly clipping: Clipping;
};

const bins = () => new Uint32Array(256);

/** Counts the levels of a raster of 1 or 3 channels at 8 or 16 bits. */
export function histogram(raster: Raster): Histogram {
  const { data, channels, width, height } = raster;
  const [red, green, blue, luma] = [bins(), bins(), bins(), bins()];
  const [wr, wg, wb] = lumaWeights;
  const full = fullScale(data);
  const shift = full === 255 ? 0 : 8;
  const [toGreen, toBlue] = channels === 1 ? [0, 0] : [1, 2];
  for (let i = 0; i < data.length; i += channels) {
    const r = data[i] ?? 0;
    const g = data[i + toGreen] ?? 0;
    const b = data[i + toBlue] ?? 0;
    count(red, r >> shift);
    count(green, g >> shift);
    count(blue, b >> shift);
    count(luma, Math.round(wr * r + wg * g + wb * b) >> shift);
  }
  const clipping = clippingOf(clippedPixels(raster));
  return { red, green, blue, luma, pixels: width * height, clipping };
}

function count(bin: Uint32Array, level: number): void {
  bin[level] = (bin[level] ?? 0) + 1;
}
