import type { Samples } from '../raster';

/** The positions of the earlier tile's samples (which receive the mix) and of the later tile's. */
export type SeamRow = {
  target: Samples;
  at: number;
  later: Samples;
  source: number;
  channels: number;
  /** Half the width of the band, px. */
  half: number;
};

/**
 * Mixes one row of the band across a vertical seam. Weights are odd fractions of 4 × half and the sums are integers, so equal
 * samples do not change, at 8 and at 16 bit.
 */
export function mixAcross({ target, at, later, source, channels, half }: SeamRow): void {
  const whole = 4 * half;
  let i = 0;
  for (let k = 1; k < whole; k += 2) {
    for (const end = i + channels; i < end; i += 1) {
      const mixed = (target[at + i] ?? 0) * (whole - k) + (later[source + i] ?? 0) * k + 2 * half;
      target[at + i] = Math.floor(mixed / whole);
    }
  }
}

/**
 * Mixes one whole row of the band around a horizontal seam into `later`, with the same weights.
 * @param k row of the band, 0 to 2 × half - 1
 */
export function mixDown(later: Samples, earlier: Samples, { k, half }: { k: number; half: number }): void {
  const whole = 4 * half;
  const weight = 2 * k + 1;
  for (let i = 0; i < later.length; i += 1) {
    const mixed = (earlier[i] ?? 0) * (whole - weight) + (later[i] ?? 0) * weight + 2 * half;
    later[i] = Math.floor(mixed / whole);
  }
}
