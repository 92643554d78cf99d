import { srgbOfLab, type Samples } from '@core';

/**
 * The real coding of samples that the codec returns as RGB: 8-bit Lab, whose a and b are signed (CIELab) or count from 128
 * (ICCLab), or YCbCr.
 */
export type Recode = { kind: 'lab'; coding: 'signed' | 'offset' } | ({ kind: 'ycbcr' } & YCbCr);

/** @see TIFF 6.0 section 21 */
export type YCbCr = {
  /** Weights of luma. */
  red: number;
  green: number;
  blue: number;
  y: Range;
  cb: Range;
  cr: Range;
};

/** Stored values of black and white. */
type Range = { black: number; white: number };

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

function yCbCrToRgb(samples: Samples, { red: ofRed, green: ofGreen, blue: ofBlue, ...ranges }: YCbCr): void {
  const signal = (at: number, { black, white }: Range, full: number): number =>
    (((samples[at] ?? 0) - black) * full) / (white - black);
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const y = signal(at, ranges.y, 255);
    const blue = signal(at + 1, ranges.cb, 127) * (2 - 2 * ofBlue) + y;
    const red = signal(at + 2, ranges.cr, 127) * (2 - 2 * ofRed) + y;
    samples[at] = clipped(red);
    samples[at + 1] = clipped((y - ofBlue * blue - ofRed * red) / ofGreen);
    samples[at + 2] = clipped(blue);
  }
}

/** Converts 8-bit samples of three channels to RGB, in place. */
export function recodeToRgb(samples: Samples, recode: Recode): void {
  if (recode.kind === 'lab') labToSrgb(samples, recode.coding);
  else yCbCrToRgb(samples, recode);
}
