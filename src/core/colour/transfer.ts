/** Constants of the perceptual quantiser. @see ITU-R BT.2100-2 table 4 */
const pq = {
  m1: 2610 / 16_384,
  m2: (2523 / 4096) * 128,
  c1: 3424 / 4096,
  c2: (2413 / 4096) * 32,
  c3: (2392 / 4096) * 32,
} as const;

/** Constants of hybrid log-gamma. @see ITU-R BT.2100-2 table 5 */
const hlg = { a: 0.17883277, b: 0.28466892, c: 0.55991073 } as const;

/** Light of a PQ signal of 0 to 1; 1 is 10 000 cd/m². */
export function lightOfPq(signal: number): number {
  const root = Math.max(0, signal) ** (1 / pq.m2);
  return (Math.max(0, root - pq.c1) / (pq.c2 - pq.c3 * root)) ** (1 / pq.m1);
}

/** PQ signal of light of 0 to 1; 1 is 10 000 cd/m². */
export function pqOfLight(light: number): number {
  const power = Math.max(0, light) ** pq.m1;
  return ((pq.c1 + pq.c2 * power) / (1 + pq.c3 * power)) ** pq.m2;
}

/** Light of the scene, 0 to 1, of an HLG signal of 0 to 1. */
export function sceneOfHlg(signal: number): number {
  const positive = Math.max(0, signal);
  return positive <= 0.5 ? positive ** 2 / 3 : (Math.exp((positive - hlg.c) / hlg.a) + hlg.b) / 12;
}

/** Light of 0 to 1, encoded as sRGB is. @see IEC 61966-2-1 */
export function srgbOfLight(light: number): number {
  if (!(light > 0)) return 0;
  return light <= 0.0031308 ? 12.92 * light : Math.min(1, 1.055 * light ** (1 / 2.4) - 0.055);
}

/** Light of 0 to 1 of a value that is encoded as sRGB is. @see IEC 61966-2-1 */
export function lightOfSrgb(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
