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

/** Zeros of the same depth as `like`. */
export function allocate(like: Samples, length: number): Samples {
  return like instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}
