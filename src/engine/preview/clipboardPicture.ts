import { inTurn } from '../photo/codec/codecTurns';
import type { Photo } from '../photo/Photo';
import { srgbPicture } from './srgbPicture';

/** An 8-bit PNG for the clipboard. Programs that paste ignore the profile, so its colours become sRGB. */
export async function clipboardPicture(
  photo: Photo,
  { signal }: { signal: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const picture = (await srgbPicture(photo)).png();
  signal.throwIfAborted();
  const png = await inTurn(() => picture.toBuffer());
  signal.throwIfAborted();
  return Uint8Array.from(png);
}
