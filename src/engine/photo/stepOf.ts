import type { PhotoSource } from './Photo';

/** Above this quality, JPEG's own steps are finer than those of 8 bits. */
const fine = 50;

/**
 * The least difference of brightness that a photo stores, of 255: 1 for 8 bits, less for more bits. A JPEG's steps are those of
 * the first coefficient of its blocks (ITU-T T.81, table K.1), whose step is an eighth of the table's value in brightness.
 */
export function stepOf({ bits, jpeg }: Pick<PhotoSource, 'bits' | 'jpeg'>): number {
  const ofBits = 2 ** (8 - Math.min(16, Math.max(1, bits)));
  if (jpeg === undefined) return ofBits;
  const { quality } = jpeg;
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return Math.max(ofBits, scale / fine);
}
