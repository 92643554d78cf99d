import type { InferenceSettings, PhotoHandle } from '@contract';
import { call, fetchPicture } from '../../../bridge';
import type { PixelSet } from '../state/pixels';
import type { ViewerLayers, ViewerTiles } from '../../../viewer';

/** What the tiles of a photo have in common. */
export type TileSource = {
  /** The shown photo, whose tiles these are; the truth's among them. */
  readonly photo: PhotoHandle;
  readonly attempt: number;
  readonly onFailure: (photo: PhotoHandle, error: unknown) => void;
};
type Wanted = { photo: PhotoHandle; inference: InferenceSettings | null; key: string };

function tilesOf({ attempt, onFailure, photo: shown }: TileSource, wanted: Wanted): ViewerTiles {
  const { photo, inference, key } = wanted;
  return {
    key,
    attempt,
    load: async (column, row, signal) => {
      try {
        const ref = await call('photos.tile', { photo, column, row, inference }, { signal });
        return await fetchPicture(photo, ref, signal);
      } catch (error) {
        onFailure(shown, error);
        throw error;
      }
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
export function layersOf(source: TileSource, { lowLight, enhanced, truth }: PixelSet): ViewerLayers | null {
  const { photo } = source;
  const plainTiles = (of: PhotoHandle): ViewerTiles =>
    tilesOf(source, { photo: of, inference: null, key: of });
  if (lowLight === null) return null;
  const plain = `${photo} ${lowLight.size}`;
  return {
    lowLight: { key: plain, picture: lowLight.picture, tiles: plainTiles(photo) },
    enhanced: enhanced && {
      key: `${photo} ${enhanced.key}`,
      picture: enhanced.picture,
      // While a control moves nobody waits for full-size pixels that the next moment replaces.
      tiles: enhanced.isSmall
        ? null
        : tilesOf(source, {
            photo,
            inference: enhanced.inference,
            key: `${photo} ${JSON.stringify(enhanced.inference)}`,
          }),
    },
    truth: truth && {
      key: `${truth.photo} ${truth.size}`,
      picture: truth.picture,
      tiles: plainTiles(truth.photo),
    },
  };
}
