import type { MixSettings, PhotoHandle } from '@contract';
import { finishing } from '@core';
import type { Picture } from '../../../bridge';
import { photos, setPhoto, type Thumb } from '../state/photos';
import { shrink, shrinkTo } from '../../../actions/shrink';

const thumbSize = 192;

/** The photo as it is in the film strip, unless it is there. */
export function setOriginalThumb(photo: PhotoHandle, picture: Picture): void {
  if (photos.getState().byId[photo]?.thumb === null)
    setPhoto(photo, { thumb: { original: shrink(picture, thumbSize), result: null } });
}

/** The network's own result beside it, of the same size to the pixel. */
export function setResultThumb(photo: PhotoHandle, picture: Picture): void {
  const original = photos.getState().byId[photo]?.thumb?.original;
  if (original === undefined || picture.width < original.width || picture.height < original.height) return;
  setPhoto(photo, { thumb: { original, result: shrinkTo(picture, original) } });
}

/** What a photo looks like in the strip: strength and finishing by the very arithmetic of the export. */
export function finishedThumb({ original, result }: Thumb, mix: MixSettings): Picture {
  if (result === null) return original;
  const data = result.data.slice();
  finishing(mix, { bits: 8, channels: 3 })(data, original.data);
  return { ...result, data };
}
