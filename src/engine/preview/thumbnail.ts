import type { EngineCallOutput } from '@contract';
import { seenByNetwork } from '../enhance/seenByNetwork';
import { inTurn } from '../photo/codec/codecTurns';
import { lightOf } from '../survey/light';
import type { PhotoAt, PhotoCache } from './PhotoCache';
import { srgbPicture } from './srgbPicture';
import { visiblePhoto } from './visiblePhoto';

/** Small pictures among many others; a quick encoder matters more than the last byte. */
const coding = { quality: 62, effort: 2 } as const;

/**
 * A small sRGB picture of a photo for a page outside the window, as the bytes of a WebP. Of a damaged photo it shows what decodes.
 * @throws CandelaError as `visiblePhoto`
 */
export async function thumbnail(
  input: PhotoAt & { size: number },
  photos: PhotoCache,
  { signal }: { signal: AbortSignal },
): Promise<EngineCallOutput<'photo.thumbnail'>> {
  const { photo, damage } = await visiblePhoto(input, photos, { signal });
  const { width, height } = photo.raster;
  const { median } = lightOf({ raster: seenByNetwork(photo), alpha: photo.alpha });
  const picture = (await srgbPicture(photo)).webp(coding);
  const bytes = Uint8Array.from(await inTurn(() => picture.toBuffer()));
  signal.throwIfAborted();
  return { webp: bytes, width, height, median, isDamaged: damage !== undefined };
}
