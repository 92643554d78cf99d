import { srgbOfLab, type Samples } from '@core';

/**
 * How samples that the codec hands on as RGB are really coded: 8-bit Lab, whose a and b are signed (CIELab) or count from 128
 * (ICCLab), or YCbCr.
 */
export type Recode = { kind: 'lab'; coding: 'signed' | 'offset' } | ({ kind: 'ycbcr' } & YCbCr);

/** @see TIFF 6.0 section 21 */
export type YCbCr = {
  /** Luma of red, green and blue: three shares. */
  luma: readonly number[];
  /** Black and white of Y, then those of Cb and Cr: six values. */
  reference: readonly number[];
};

function labToSrgb(samples: Samples, coding: 'signed' | 'offset'): void {
  const signed =
    coding === 'signed' ? (value: number) => (value << 24) >> 24 : (value: number) => value - 128;
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const lightness = ((samples[at] ?? 0) / 255) * 100;
    const [red, green, blue] = srgbOfLab(
      lightness,
      signed(samples[at + 1] ?? 0),
      signed(samples[at + 2] ?? 0),
    );
    samples[at] = Math.round(red * 255);
    samples[at + 1] = Math.round(green * 255);
    samples[at + 2] = Math.round(blue * 255);
  }
}

const clipped = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

function yCbCrToRgb(samples: Samples, { luma, reference }: YCbCr): void {
  const [lumaRed = 0, lumaGreen = 1, lumaBlue = 0] = luma;
  const [blackY = 0, whiteY = 255, blackCb = 128, whiteCb = 255, blackCr = 128, whiteCr = 255] = reference;
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const y = (((samples[at] ?? 0) - blackY) * 255) / (whiteY - blackY);
    const cb = (((samples[at + 1] ?? 0) - blackCb) * 127) / (whiteCb - blackCb);
    const cr = (((samples[at + 2] ?? 0) - blackCr) * 127) / (whiteCr - blackCr);
    const red = cr * (2 - 2 * lumaRed) + y;
    const blue = cb * (2 - 2 * lumaBlue) + y;
    samples[at] = clipped(red);
    samples[at + 1] = clipped((y - lumaBlue * blue - lumaRed * red) / lumaGreen);
    samples[at + 2] = clipped(blue);
  }
}

/** Turns samples of three channels and 8 bits into RGB, in place. */
export function recodeToRgb(samples: Samples, recode: Recode): void {
  if (recode.kind === 'lab') labToSrgb(samples, recode.coding);
  else yCbCrToRgb(samples, recode);
}
