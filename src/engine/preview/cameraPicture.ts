import { asShot, CandelaError, type EngineCallOutput, type HostImage } from '@contract';
import { displayCube } from './displayCube';
import { toHostImage } from './hostImage';
import type { PhotoAt, PhotoCache } from './PhotoCache';

type Answer = { picture: HostImage; display: HostImage | null };

/** The camera's own picture in a raw, at screen size. Null: there is none, or the photo is no raw. */
export async function cameraPicture(
  { path, page, size }: PhotoAt & { size: number },
  photos: PhotoCache,
  { signal }: { signal: AbortSignal },
): Promise<EngineCallOutput<'photos.cameraPicture'>> {
  const raw = { ...asShot, preview: 'always' } as const;
  try {
    const { raster, profile } = await photos.small({ path, page, raw }, size, { signal });
    const answer: Answer = { picture: toHostImage(raster), display: await displayCube(profile) };
    return answer;
  } catch (error) {
    // What is wrong with the file is told when it is developed.
    if (error instanceof CandelaError) return null;
    throw error;
  }
}
