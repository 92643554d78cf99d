import type { InferenceSettings, PhotoHandle } from '@contract';
import { call, fetchPicture } from '../../../bridge';
import { developedKey } from '../../../state/raw';
import type { PixelSet } from '../state/pixels';
import type { ViewerLayers, ViewerTiles } from '../../../viewer';

/** Common data of a photo's tiles. */
export type TileSource = {
  /** The shown photo that these tiles belong to. This includes the truth's tiles. */
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

/** A damaged photo: only the readable part, without full-size tiles. */
export function layersOfPart(photo: PhotoHandle, { lowLight }: PixelSet): ViewerLayers | null {
  if (lowLight === null) return null;
  const layer = { key: `${photo} ${lowLight.size} part`, picture: lowLight.picture, tiles: null };
  return { lowLight: layer, enhanced: null, truth: null };
}

/** Everything that the viewer draws of a photo. Null until the photo is loaded. */
export function layersOf(source: TileSource, { lowLight, enhanced, truth }: PixelSet): ViewerLayers | null {
  const { photo } = source;
  const raw = developedKey(photo);
  const plainTiles = (of: PhotoHandle): ViewerTiles =>
    tilesOf(source, { photo: of, inference: null, key: of + raw });
  if (lowLight === null) return null;
  const plain = `${photo} ${lowLight.size}${raw}`;
  return {
    // While a raw is developed, tiles of it would be developed a second time.
    lowLight: {
      key: plain,
      picture: lowLight.picture,
      tiles: lowLight.size === 0 ? null : plainTiles(photo),
    },
    enhanced: enhanced && {
      key: `${photo} ${enhanced.key}`,
      picture: enhanced.picture,
      // No full-size tiles are requested during a drag, because the next step would replace them.
      tiles: enhanced.isSmall
        ? null
        : tilesOf(source, {
            photo,
            inference: enhanced.inference,
            key: `${photo} ${JSON.stringify(enhanced.inference)}${raw}`,
          }),
    },
    truth: truth && {
      key: `${truth.photo} ${truth.size}`,
      picture: truth.picture,
      tiles: plainTiles(truth.photo),
    },
  };
}
