import type { Picture } from '../../../bridge';
import type { Change } from '../../../state/photos';

/** Mean distance of the values, of 255, up to which nobody sees a difference, and up to which few do. */
const unseen = 0.5;
const slight = 4;
/** So many values are compared, spread over the picture. */
const looked = 20_000;

/** How far a network changed a photo, by the pictures on the screen. Pictures of different sizes cannot be compared. */
export function changeOf(photo: Picture, result: Picture): Change {
  if (photo.width !== result.width || photo.height !== result.height) return 'much';
  const even = Math.max(1, Math.floor(photo.data.length / looked));
  // A multiple of three would meet one channel alone.
  const step = even % 3 === 0 ? even + 1 : even;
  let [sum, count] = [0, 0];
  for (let at = 0; at < photo.data.length; at += step, count += 1)
    sum += Math.abs((photo.data[at] ?? 0) - (result.data[at] ?? 0));
  if (sum <= unseen * count) return 'none';
  return sum <= slight * count ? 'little' : 'much';
}
