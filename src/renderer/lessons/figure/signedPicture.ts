import type { Picture } from '../../bridge';

/** Night blue, grey and amber. They differ in brightness too. */
const tones = { low: [62, 104, 168], middle: [44, 44, 44], high: [240, 179, 90] } as const;

/** One number a pixel: amber above zero, blue below, grey at zero. `most` and beyond are at the ends. */
export function signedPicture(
  { width, height }: Pick<Picture, 'width' | 'height'>,
  numbers: ArrayLike<number>,
  most: number,
): Picture {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, at) => {
    const share = Math.min(1, Math.max(-1, (numbers[Math.floor(at / 3)] ?? 0) / most));
    const end = share < 0 ? tones.low : tones.high;
    const middle = tones.middle[at % 3] ?? 0;
    return Math.round(middle + Math.abs(share) * ((end[at % 3] ?? 0) - middle));
  });
  return { width, height, data };
}
