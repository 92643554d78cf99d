import type { PhotoEntry, PhotoHandle } from '@contract';
import { call, openFiles } from '../../../bridge';
import { hold, letGo } from '../../../actions/handles';
import { activePhoto, photos, setPhoto } from '../../../state/photos';
import { setPixels } from '../state/pixels';
import { addToast } from '../../../state/toasts';
import { inBackground, reportFailure } from '../../../actions/failures';

/** Photos that a ground truth was looked for already. */
const lookedFor = new Set<PhotoHandle>();

/** Looks for the ground truth of the shown photo, once it was read. Others wait until they are shown. */
export function findShownTruth(): void {
  const entry = activePhoto()?.entry;
  if (entry?.summary === undefined || lookedFor.has(entry.photo)) return;
  inBackground(findTruth(entry), entry.name);
}

/** The photo is closed, or starts anew. */
export function forgetTruth(photo: PhotoHandle): void {
  lookedFor.delete(photo);
  letGoTruth(photo, photos.getState().byId[photo]?.truth ?? null);
}

/** Looks for the ground truth beside a photo. A person's choice made meanwhile wins. */
export async function findTruth({ photo }: PhotoEntry): Promise<void> {
  lookedFor.add(photo);
  const truth = await call('photos.findTruth', { photo });
  if (truth === null) return;
  if (photos.getState().byId[photo]?.isTruthDecided === true) letGoTruth(photo, truth);
  else takeTruth(photo, truth);
}

/** Uses the first of the files as ground truth. */
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

/** Uses a readable ground truth, and reports why any other is refused. One of another size was rejected earlier. */
function takeTruth(photo: PhotoHandle, truth: PhotoEntry): void {
  if (truth.error !== undefined) {
    const { message, action } = truth.error;
    addToast({ kind: 'error', message, action });
  }
  const view = photos.getState().byId[photo];
  // It is unreadable, or the photo was closed or changed its page meanwhile.
  if (truth.error !== undefined || view === undefined) {
    letGoTruth(photo, truth);
    return;
  }
  setPixels(photo, { truth: null });
  setPhoto(photo, { truth, scores: null, scoring: null });
  hold(truth.photo, holderOf(photo));
  if (view.truth?.photo !== truth.photo) letGoTruth(photo, view.truth);
}

export function removeTruth(photo: PhotoHandle): void {
  const truth = photos.getState().byId[photo]?.truth ?? null;
  setPhoto(photo, { truth: null, isTruthDecided: true, scores: null, scoring: null });
  setPixels(photo, { truth: null });
  letGoTruth(photo, truth);
}

/** The holder of a photo that another uses as its ground truth. */
function holderOf(photo: PhotoHandle): string {
  return `truth of ${photo}`;
}

/** Releases a photo's ground truth. It stays open while others use it, or if it is open itself. */
export function letGoTruth(photo: PhotoHandle, truth: PhotoEntry | null): void {
  if (truth !== null) letGo([truth.photo], holderOf(photo));
}
