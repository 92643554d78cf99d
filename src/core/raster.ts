/** Samples of a photo at its own depth. */
export type Samples = Uint8Array | Uint16Array;

/**
 * Decoded pixels: HWC, interleaved, stored (gamma-encoded) values, orientation applied; alpha is kept apart.
 * `data.length` is `width * height * channels`.
 */
export type Raster = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Samples;
};

/** A rectangle of pixels. */
export type Region = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Size = { readonly width: number; readonly height: number };

/** 255 or 65535. */
export function fullScale(samples: Samples): 255 | 65535 {
  return samples instanceof Uint16Array ? 65535 : 255;
}
