import type { InferenceSettings, PhotoHandle } from '@contract';
import { call, fetchPicture } from '../../bridge';
import type { PixelSet } from '../../state/pixels';
import type { ViewerLayers, ViewerTiles } from '../../viewer';

function tilesOf(photo: PhotoHandle, inference: InferenceSettings | null, key: string): ViewerTiles {
  return {
    key,
    load: async (column, row, signal) => {
      const ref = await call('photos.tile', { photo, column, row, inference }, { signal });
      return fetchPicture(photo, ref, signal);
    },
  };
}

/** Of a damaged photo: what was read of it alone, of which there is nothing finer. */
export function layersOfPart(photo: PhotoHandle, { lowLight }: PixelSet): ViewerLayers | null {
  if (lowLight === null) return null;
  const layer = { key: `${photo} ${lowLight.size} part`, picture: lowLight.picture, tiles: null };
  return { lowLight: layer, enhanced: null, truth: null };
}

/** Everything that the viewer draws of a photo; null until the photo itself is there. */
export function layersOf(photo: PhotoHandle, { lowLight, enhanced, truth }: PixelSet): ViewerLayers | null {
  if (lowLight === null) return null;
  const plain = `${photo} ${lowLight.size}`;
  return {
    lowLight: { key: plain, picture: lowLight.picture, tiles: tilesOf(photo, null, photo) },
    enhanced: enhanced && {
      key: `${photo} ${enhanced.key}`,
      picture: enhanced.picture,
      // While a control moves nobody waits for full-size pixels that the next moment replaces.
      tiles: enhanced.isSmall
        ? null
        : tilesOf(photo, enhanced.inference, `${photo} ${JSON.stringify(enhanced.inference)}`),
    },
    truth: truth && {
      key: `${truth.photo} ${truth.size}`,
      picture: truth.picture,
      tiles: tilesOf(truth.photo, null, truth.photo),
    },
  };
}
