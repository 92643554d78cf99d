import { fullScale, type Raster } from '../raster';

/** Shares of pixels, 0 to 1: with any channel at the end of the scale, and with all of them there. */
type Clipped = { readonly any: number; readonly all: number };

/** The pixels at 0 and at full scale. */
export type Clipping = { readonly black: Clipped; readonly white: Clipped };

/** Counts that can be added up over the parts of a picture. */
type ClippedPixels = {
  readonly pixels: number;
  readonly black: Clipped;
  readonly white: Clipped;
};

export const noPixels: ClippedPixels = { pixels: 0, black: { any: 0, all: 0 }, white: { any: 0, all: 0 } };

/** The numbers of clipped pixels of a raster, of 1 or 3 channels at 8 or 16 bits. */
export function clippedPixels({ data, channels, width, height }: Raster): ClippedPixels {
  const full = fullScale(data);
  const [toGreen, toBlue] = channels === 1 ? [0, 0] : [1, 2];
  let [anyBlack, allBlack, anyWhite, allWhite] = [0, 0, 0, 0];
  for (let i = 0; i < data.length; i += channels) {
    const [red, green, blue] = [data[i] ?? 0, data[i + toGreen] ?? 0, data[i + toBlue] ?? 0];
    const lowest = Math.min(red, green, blue);
    const highest = Math.max(red, green, blue);
    if (lowest === 0) anyBlack += 1;
    if (highest === 0) allBlack += 1;
    if (highest === full) anyWhite += 1;
    if (lowest === full) allWhite += 1;
  }
  return {
    pixels: width * height,
    black: { any: anyBlack, all: allBlack },
    white: { any: anyWhite, all: allWhite },
  };
}

export function addClipped(one: ClippedPixels, other: ClippedPixels): ClippedPixels {
  const sum = (a: Clipped, b: Clipped): Clipped => ({ any: a.any + b.any, all: a.all + b.all });
  return {
    pixels: one.pixels + other.pixels,
    black: sum(one.black, other.black),
    white: sum(one.white, other.white),
  };
}

/** Shares of all pixels; zeros where there are none. */
export function clippingOf({ pixels, black, white }: ClippedPixels): Clipping {
  const share = ({ any, all }: Clipped): Clipped =>
    pixels === 0 ? { any: 0, all: 0 } : { any: any / pixels, all: all / pixels };
  return { black: share(black), white: share(white) };
}
