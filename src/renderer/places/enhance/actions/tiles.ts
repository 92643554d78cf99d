import type { PhotoHandle } from '@contract';
import { PictureLost } from '../../../bridge';
import { photos, setPhoto } from '../../../state/photos';
import { failureOf } from '../../../actions/failures';

/**
 * Says on a photo that full-size pixels of it could not be had: once, until one tries again. What a dead engine took with it comes by
 * itself with the next engine.
 */
export function sayTileFailure(photo: PhotoHandle, error: unknown): void {
  const shown = photos.getState().byId[photo];
  if (shown?.error !== null || error instanceof PictureLost) return;
  const wire = failureOf(error, shown.entry.name);
  if (wire === null || wire.code === 'engine.crashed') return;
  setPhoto(photo, { error: wire });
}
