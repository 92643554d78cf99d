import { lumaWeights } from '../finish/finishPixel';
import { fullScale, type Raster } from '../raster';

/** The number of pixels at each level, 256 bins a channel. 16-bit values count by their upper eight bits. */
export type Histogram = {
  /** The three are equal for grey photos. */
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
  /** BT.709 luma of stored values, rounded. */
  readonly luma: Uint32Array;
  readonly pixels: number;
  /** Shares of pixels, 0 to 1, with any channel at 0 (`black`) or at full scale (`white`). */
  readonly clipped: { readonly black: number; readonly white: number };
};

const bins = () => new Uint32Array(256);

/** Counts the levels of a raster of 1 or 3 channels at 8 or 16 bits. */
export function histogram({ data, channels, width, height }: Raster): Histogram {
  const [red, green, blue, luma] = [bins(), bins(), bins(), bins()];
  const [wr, wg, wb] = lumaWeights;
  const full = fullScale(data);
  const shift = full === 255 ? 0 : 8;
  const [toGreen, toBlue] = channels === 1 ? [0, 0] : [1, 2];
  let black = 0;
  let white = 0;
  for (let i = 0; i < data.length; i += channels) {
    const r = data[i] ?? 0;
    const g = data[i + toGreen] ?? 0;
    const b = data[i + toBlue] ?? 0;
    count(red, r >> shift);
    count(green, g >> shift);
    count(blue, b >> shift);
    count(luma, Math.round(wr * r + wg * g + wb * b) >> shift);
    if (Math.min(r, g, b) === 0) black += 1;
    if (Math.max(r, g, b) === full) white += 1;
  }
  const pixels = width * height;
  const share = (clipped: number) => (pixels === 0 ? 0 : clipped / pixels);
  return { red, green, blue, luma, pixels, clipped: { black: share(black), white: share(white) } };
}

function count(bin: Uint32Array, level: number): void {
  bin[level] = (bin[level] ?? 0) + 1;
}
