import type { MixSettings, PhotoHandle } from '@contract';
import { finishing } from '@core';
import type { Picture } from '../bridge';
import { photos, setPhoto, setPhotos, type PhotoView, type Thumb } from '../state/photos';
import { sight } from '../state/sight';
import { shrink, shrinkTo } from './shrink';

const thumbSize = 192;
/** About 150 KB each. */
const mostThumbs = 400;
/** The photos with a thumbnail, made longest ago first. */
const made = new Set<PhotoHandle>();

/** Makes the original's thumbnail, unless it exists. */
export function setOriginalThumb(photo: PhotoHandle, picture: Picture): void {
  if (photos.getState().byId[photo]?.thumb !== null) return;
  const thumb = { original: shrink(picture, thumbSize), result: null };
  const patches = new Map<PhotoHandle, Pick<PhotoView, 'thumb'>>([[photo, { thumb }]]);
  for (const old of tooMany(photo)) patches.set(old, { thumb: null });
  setPhotos(patches);
}

/** Thumbnails of thousands of photos would fill the memory, so those that were made longest ago go. @param photo the newest */
function tooMany(photo: PhotoHandle): PhotoHandle[] {
  made.delete(photo);
  made.add(photo);
  const { active } = photos.getState();
  const seen = new Set([active, ...sight.getState().photos]);
  const gone: PhotoHandle[] = [];
  for (const old of made) {
    if (made.size <= mostThumbs) break;
    if (seen.has(old) || !made.delete(old)) continue;
    gone.push(old);
  }
  return gone;
}

/** Stores the network's result beside it, at exactly the same size. */
export function setResultThumb(photo: PhotoHandle, picture: Picture, more: Partial<PhotoView> = {}): void {
  const original = photos.getState().byId[photo]?.thumb?.original;
  const isUsable =
    original !== undefined && picture.width >= original.width && picture.height >= original.height;
  const thumb = isUsable ? { thumb: { original, result: shrinkTo(picture, original) } } : {};
  setPhoto(photo, { ...more, ...thumb });
}

/** A photo's thumbnail with its look. Strength and finishing use the export's arithmetic. */
export function finishedThumb({ original, result }: Thumb, mix: MixSettings): Picture {
  if (result === null) return original;
  const data = result.data.slice();
  finishing(mix, { bits: 8, channels: 3 })(data, original.data);
  return { ...result, data };
}
