import { sharp } from '../photo/codec/codec';
import { inTurn } from '../photo/codec/codecTurns';
import { encodePixels } from '../photo/write/encodePixels';
import type { Photo } from '../photo/Photo';
import { splicePng } from '../photo/write/splice/splicePng';

const coding = {
  format: 'png',
  bits: 8,
  quality: 100,
  chromaSubsampling: '4:4:4',
  lossless: true,
} as const;

/** An 8-bit PNG for the clipboard. Programs that paste ignore the profile, so its colours become sRGB. */
export async function clipboardPicture(
  { raster, alpha, profile }: Photo,
  { signal }: { signal: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await encodePixels({ raster, ...(alpha && { alpha }) }, coding);
  signal.throwIfAborted();
  if (profile === undefined) return Uint8Array.from(plain);
  const file = Buffer.concat(splicePng(plain, { profile }).parts);
  const inSrgb = sharp(file, { limitInputPixels: false }).toColourspace('srgb').png();
  const png = await inTurn(() => inSrgb.toBuffer());
  signal.throwIfAborted();
  return Uint8Array.from(png);
}
