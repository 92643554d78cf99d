import type { PhotoEntry, PhotoHandle } from '@contract';
import { call, openFiles } from '../bridge';
import { activePhoto, photos, setPhoto } from '../state/photos';
import { setPixels } from '../state/pixels';
import { addToast } from '../state/toasts';
import { inBackground, reportFailure } from './failures';

/** Looks for the ground truth beside a photo. What a person decides meanwhile stays. */
export async function findTruth({ photo }: PhotoEntry): Promise<void> {
  const truth = await call('photos.findTruth', { photo });
  if (truth === null) return;
  if (photos.getState().byId[photo]?.isTruthDecided === true) letGo(truth);
  else takeTruth(photo, truth);
}

/** Takes the first of the files as ground truth. */
export async function dropTruth(files: readonly File[], { photo }: PhotoEntry): Promise<void> {
  const [truth] = await openFiles(files.slice(0, 1), { kind: 'truth', photo });
  if (truth !== undefined) decideTruth(photo, truth);
}

export async function chooseTruth(): Promise<void> {
  const shown = activePhoto();
  if (shown === null) return;
  try {
    const truth = await call('photos.chooseTruth', { photo: shown.entry.photo });
    if (truth !== null) decideTruth(shown.entry.photo, truth);
  } catch (error) {
    reportFailure(error, shown.entry.name);
  }
}

function decideTruth(photo: PhotoHandle, truth: PhotoEntry): void {
  if (truth.error === undefined) setPhoto(photo, { isTruthDecided: true });
  takeTruth(photo, truth);
}

/** A ground truth that can be read is taken; of any other the reason is said. One of another size never comes so far. */
function takeTruth(photo: PhotoHandle, truth: PhotoEntry): void {
  if (truth.error !== undefined) {
    const { message, action } = truth.error;
    addToast({ kind: 'error', message, action });
  }
  const view = photos.getState().byId[photo];
  // Unreadable, or the photo was closed meanwhile or turned to another page.
  if (truth.error !== undefined || view === undefined) {
    letGo(truth);
    return;
  }
  setPixels(photo, { truth: null });
  setPhoto(photo, { truth, scores: null, scoring: null });
  letGo(view.truth);
}

export function removeTruth(photo: PhotoHandle): void {
  const truth = photos.getState().byId[photo]?.truth ?? null;
  setPhoto(photo, { truth: null, isTruthDecided: true, scores: null, scoring: null });
  setPixels(photo, { truth: null });
  letGo(truth);
}

/** Closes a ground truth in the main process, unless another photo is compared with the same one, or it is open itself. */
export function letGo(truth: PhotoEntry | null): void {
  if (truth === null) return;
  const views = Object.values(photos.getState().byId);
  const isInUse = views.some((view) => view.entry.photo === truth.photo || view.truth?.photo === truth.photo);
  if (!isInUse) inBackground(call('photos.close', { photo: truth.photo }), truth.name);
}
