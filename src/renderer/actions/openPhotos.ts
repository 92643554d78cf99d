import type { PhotoEntry, PhotoHandle } from '@contract';
import { call, openFiles } from '../bridge';
import { neutralLook } from '../state/look';
import { beginLook, forgetLook, lookOf } from '../state/looks';
import { models, startingModel } from '../state/models';
import {
  activePhoto,
  addMorePhotos,
  addPhotos,
  photos,
  removePhoto,
  setPhoto,
  type PhotosState,
} from '../state/photos';
import { forgetPixels } from '../state/pixels';
import { preferences } from '../state/preferences';
import { addToast, dropErrorToasts, dropToast, replaceToast } from '../state/toasts';
import { setView } from '../state/view';
import { fill, text } from '../text/en';
import { failureOf, inBackground, reportFailure } from './failures';
import { forgetFailures } from './pipeline';
import { dropTruth, findTruth, letGo } from './truths';

/** Takes opened photos into the film strip; a ground truth is looked for beside each that was not shown there. */
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
  const isNew = isNewIn(photos.getState());
  const model = startingModel(models.getState().list, preferences.getState().model);
  for (const { photo } of entries) if (lookOf(photo) === undefined) beginLook(photo, neutralLook(model));
  forgetRefused(entries);
  photos.setState((state) => add(state, entries));
  for (const entry of entries)
    if (entry.error === undefined && isNew(entry)) inBackground(findTruth(entry), entry.name);
}

/** A refused photo starts anew: what was seen of it, or failed, is that of another file. */
function forgetRefused(entries: readonly PhotoEntry[]): void {
  for (const { photo } of entries) {
    if (photos.getState().byId[photo]?.entry.error === undefined) continue;
    forgetPixels(photo);
    forgetFailures(photo);
  }
}

/** Tells photos that are not open, or were refused, from those whose ground truth is as the person left it. */
function isNewIn({ byId }: PhotosState): (entry: PhotoEntry) => boolean {
  return ({ photo }) => byId[photo] === undefined || byId[photo].entry.error !== undefined;
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
export async function reopenPhoto(refused: PhotoEntry): Promise<void> {
  const { photo, name } = refused;
  const before = photos.getState().byId[photo]?.error ?? null;
  forgetRefused([refused]);
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

export function closePhoto(photo: PhotoHandle): void {
  const closed = photos.getState().byId[photo];
  photos.setState((state) => removePhoto(state, photo));
  forgetLook(photo);
  forgetPixels(photo);
  forgetFailures(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
  if (closed?.entry.isNote !== true) inBackground(call('photos.close', { photo }), '');
  letGo(closed?.truth ?? null);
}
