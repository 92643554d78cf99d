/** @file How a well-lit photo becomes a dark one to train on: V of HSV times a factor, then noise. */
import type { Random } from './random';

export type DarkenNoise = 'none' | 'impulses' | 'camera';

/** The share of the samples that become black or white, half each: as in the lecture notes. */
export const impulseShare = 0.04;

/** Noise of a camera: variance = photon · value + read², in stored values of 0 to 1 (Foi et al. 2008). */
export const cameraNoise = { photon: 4e-4, read: 8e-3 } as const;

export type Hsv = { readonly h: number; readonly s: number; readonly v: number };

/** Hue in degrees, saturation and value in 0 to 1, of a colour in 0 to 255. */
export function toHsv(red: number, green: number, blue: number): Hsv {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  const s = most === 0 ? 0 : range / most;
  const v = most / 255;
  if (range === 0) return { h: 0, s, v };
  const sixth =
    most === red
      ? (green - blue) / range
      : most === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  return { h: (sixth * 60 + 360) % 360, s, v };
}

/** The colour in 0 to 255, not rounded. */
export function fromHsv({ h, s, v }: Hsv): [number, number, number] {
  const part = (offset: number): number => {
    const at = (offset + h / 60) % 6;
    return 255 * (v - v * s * Math.max(0, Math.min(at, 4 - at, 1)));
  };
  return [part(5), part(3), part(1)];
}

/**
 * Darkens samples, stored as 0 to 255. Hue and saturation are ratios of the channels, so that V times a factor is all three times
 * that factor.
 */
export function darken(
  samples: Uint8Array,
  { factor, noise }: { readonly factor: number; readonly noise: DarkenNoise },
  random: Random,
): Uint8Array<ArrayBuffer> {
  const dark = new Uint8Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) {
    const value = ((samples[at] ?? 0) / 255) * factor;
    dark[at] = Math.round(255 * Math.min(1, Math.max(0, noisy(value, noise, random))));
  }
  return dark;
}

function noisy(value: number, noise: DarkenNoise, random: Random): number {
  if (noise === 'none') return value;
  if (noise === 'camera') {
    const { photon, read } = cameraNoise;
    return value + random.normal() * Math.sqrt(photon * value + read * read);
  }
  const lot = random.uniform();
  if (lot < impulseShare / 2) return 0;
  return lot > 1 - impulseShare / 2 ? 1 : value;
}
