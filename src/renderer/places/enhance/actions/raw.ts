import type { PhotoHandle } from '@contract';
import { pixelsOf, setPixels } from '../state/pixels';
import { retryTiles } from '../state/view';
import { forgetFailures, pump } from './pipeline';

/** A raw was developed in another way. */
export function showDeveloped(photo: PhotoHandle): void {
  const { lowLight } = pixelsOf(photo);
  // The picture stays until the next one is there.
  if (lowLight !== null) setPixels(photo, { lowLight: { ...lowLight, size: 0 } });
  forgetFailures(photo);
  retryTiles();
  pump();
}
