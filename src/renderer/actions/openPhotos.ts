import type { PhotoEntry, PhotoHandle } from '@contract';
import { call, openFiles } from '../bridge';
import { neutralLook } from '../state/look';
import { beginLook, forgetLook, lookOf } from '../state/looks';
import { models, startingModel } from '../state/models';
import { activePhoto, addMorePhotos, addPhotos, photos, removePhoto, setPhoto } from '../state/photos';
import { forgetPixels, setPixels } from '../state/pixels';
import { preferences } from '../state/preferences';
import { addToast, dropErrorToasts, dropToast, replaceToast } from '../state/toasts';
import { setView } from '../state/view';
import { fill, text } from '../text/en';
import { failureOf, inBackground, reportFailure } from './failures';
import { forgetFailures } from './pipeline';

/** Takes opened photos into the film strip; a ground truth is looked for beside each. */
export function takePhotos(entries: readonly PhotoEntry[]): void {
  if (entries.length === 0) return;
  dropErrorToasts();
  setView({ zoom: { kind: 'fit' } });
  take(entries, addPhotos);
}

/** The others of a large drop: the person may be at work on the first ones, which therefore stay as they are. */
export function takeMorePhotos(entries: readonly PhotoEntry[]): void {
  take(entries, addMorePhotos);
}

function take(entries: readonly PhotoEntry[], add: typeof addPhotos): void {
  const model = startingModel(models.getState().list, preferences.getState().model);
  for (const { photo } of entries) if (lookOf(photo) === undefined) beginLook(photo, neutralLook(model));
  photos.setState((state) => add(state, entries));
  for (const entry of entries) if (entry.error === undefined) inBackground(findTruth(entry), entry.name);
}

let readingToast: number | null = null;

/** Says how many photos of a large drop are still to come. */
export function sayReading(left: number): void {
  if (left === 0) {
    if (readingToast !== null) dropToast(readingToast);
    readingToast = null;
    return;
  }
  const toast = { kind: 'note', message: fill(text.drop.reading, { count: left }) } as const;
  if (readingToast === null) readingToast = addToast(toast);
  else replaceToast(readingToast, toast);
}

/** Looks for the ground truth beside a photo. */
export async function findTruth({ photo }: PhotoEntry): Promise<void> {
  const truth = await call('photos.findTruth', { photo });
  if (truth !== null) takeTruth(photo, truth);
}

async function opening(entries: Promise<readonly PhotoEntry[]>): Promise<void> {
  try {
    takePhotos(await entries);
  } catch (error) {
    reportFailure(error, '');
  }
}

export function openDialog(): void {
  void opening(call('photos.open', {}));
}

export function pastePhoto(): void {
  void opening(call('photos.paste', {}));
}

export function openRecent(recent: PhotoHandle): void {
  void opening(call('photos.openRecent', { recent }));
}

export function openSample(entry: PhotoEntry): void {
  takePhotos([entry]);
  inBackground(call('photos.openSample', { photo: entry.photo }), entry.name);
}

/** Looks at the file of a refused photo once more. */
export async function reopenPhoto({ photo, name }: PhotoEntry): Promise<void> {
  const before = photos.getState().byId[photo]?.error ?? null;
  setPhoto(photo, { stage: 'working', error: null });
  try {
    const entry = await call('photos.reopen', { photo });
    // While it was read the person may have gone to another photo, which stays.
    if (activePhoto()?.entry.photo === photo) takePhotos([entry]);
    else photos.setState((state) => ({ ...addPhotos(state, [entry]), active: state.active }));
  } catch (error) {
    setPhoto(photo, { stage: 'failed', error: failureOf(error, name) ?? before });
  }
}

/** Dropped files: photos, or with `asTruth` the ground truth of the shown one. */
export function dropFiles(files: readonly File[], asTruth: boolean): void {
  const shown = activePhoto();
  if (files.length === 0) {
    addToast({
      kind: 'error',
      message: fill(text.drop.nothing, { formats: text.readable }),
      action: '',
    });
    return;
  }
  if (asTruth && shown !== null) inBackground(dropTruth(files, shown.entry), shown.entry.name);
  else void opening(openFiles(files, { kind: 'photos' }));
}

async function dropTruth(files: readonly File[], { photo }: PhotoEntry): Promise<void> {
  const [truth] = await openFiles(files.slice(0, 1), { kind: 'truth', photo });
  if (truth !== undefined) takeTruth(photo, truth);
}

export async function chooseTruth(): Promise<void> {
  const shown = activePhoto();
  if (shown === null) return;
  try {
    const truth = await call('photos.chooseTruth', { photo: shown.entry.photo });
    if (truth !== null) takeTruth(shown.entry.photo, truth);
  } catch (error) {
    reportFailure(error, shown.entry.name);
  }
}

/** A ground truth that can be read is taken; of any other the reason is said. One of another size never comes so far. */
function takeTruth(photo: PhotoHandle, truth: PhotoEntry): void {
  if (truth.error !== undefined) {
    const { message, action } = truth.error;
    addToast({ kind: 'error', message, action });
    return;
  }
  // Closed meanwhile, or turned to another page.
  if (photos.getState().byId[photo] === undefined) return;
  setPixels(photo, { truth: null });
  setPhoto(photo, { truth, scores: null, scoring: null });
}

export function removeTruth(photo: PhotoHandle): void {
  setPhoto(photo, { truth: null, scores: null, scoring: null });
  setPixels(photo, { truth: null });
}

export function closePhoto(photo: PhotoHandle): void {
  const isNote = photos.getState().byId[photo]?.entry.isNote === true;
  photos.setState((state) => removePhoto(state, photo));
  forgetLook(photo);
  forgetPixels(photo);
  forgetFailures(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
  if (!isNote) inBackground(call('photos.close', { photo }), '');
}
