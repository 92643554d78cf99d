import type { EngineCallOutput } from '@contract';
import { seenByNetwork } from '../enhance/seenByNetwork';
import { sharp } from '../photo/codec/codec';
import { inTurn } from '../photo/codec/codecTurns';
import type { Photo } from '../photo/Photo';
import { encodePixels } from '../photo/write/encodePixels';
import { splicePng } from '../photo/write/splice/splicePng';
import { lightOf } from '../survey/light';
import type { PhotoAt, PhotoCache } from './PhotoCache';
import { visiblePhoto } from './visiblePhoto';

const coding = {
  format: 'png',
  bits: 8,
  quality: 100,
  chromaSubsampling: '4:4:4',
  lossless: true,
} as const;

/** Small pictures among many others; a quick encoder matters more than the last byte. */
const webp = { quality: 62, effort: 2 } as const;

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
  const bytes = await encoded(photo);
  signal.throwIfAborted();
  return { webp: bytes, width, height, median, isDamaged: damage !== undefined };
}

async function encoded({ raster, alpha, profile }: Photo): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await encodePixels({ raster, ...(alpha && { alpha }) }, coding);
  const file = profile === undefined ? plain : Buffer.concat(splicePng(plain, { profile }).parts);
  const picture = sharp(file, { limitInputPixels: false }).toColourspace('srgb').webp(webp);
  return Uint8Array.from(await inTurn(() => picture.toBuffer()));
}
