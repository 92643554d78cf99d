import type { EngineCallOutput, Look } from '@contract';
import type { Drafts } from './Drafts';
import type { ViewOptions } from './network';
import type { PhotoAt, PhotoCache } from './PhotoCache';
import { toHostImage } from './hostImage';

const levels = 256;

/** Long edge of the picture that is run, px. A thumbnail shows the same scene at the same brightness as the whole photo. */
const size = 768;

/** The tones of a photo's result at a small size, with strength and before finishing. */
export async function tonesOf(
  { path, page, raw, inference, mix }: PhotoAt & Look,
  { drafts, photos }: { drafts: Drafts; photos: PhotoCache },
  options: ViewOptions,
): Promise<EngineCallOutput<'photo.tones'>> {
  const { picture: result } = await drafts.draft({ path, page, raw, size, inference }, options);
  const original = toHostImage((await photos.small({ path, page, raw }, size, options)).raster);
  const counts = Array.from({ length: 3 }, () => new Array<number>(levels).fill(0));
  const share = 3 / result.data.length;
  for (const [at, value] of result.data.entries()) {
    const from = original.data[at] ?? 0;
    const mixed = Math.round(from + (value - from) * mix.strength);
    const channel = counts[at % 3];
    if (channel) channel[mixed] = (channel[mixed] ?? 0) + share;
  }
  return { tones: counts };
}
