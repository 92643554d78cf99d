import type { PhotoEntry, PhotoHandle } from '@contract';
import { hold, letGo } from '../../../actions/handles';
import { call } from '../../../bridge';
import { neutralLook } from '../../../state/look';
import { beginLooks, forgetLooks, lookOf } from '../../../state/looks';
import { models, startingModel } from '../../../state/models';
import {
  activePhoto,
  addPhotos,
  canEnhance,
  photos,
  removePhotos,
  setPhoto,
  type PhotosState,
} from '../../../state/photos';
import { forgetPixels } from '../state/pixels';
import { preferences } from '../../../state/preferences';
import { dropErrorToasts } from '../../../state/toasts';
import { setView } from '../state/view';
import { failureOf, inBackground } from '../../../actions/failures';
import { restoreMarks } from '../../../actions/marks';
import { keepNow, restoreSettings } from './keptSettings';
import { forgetFailures } from './pipeline';
import { dropTruth, findShownTruth, forgetTruth, letGoTruth } from './truths';

/** The holder that keeps this place's photos open. */
export const holder = 'enhance';

/** Takes opened photos into the film strip; a ground truth is looked for beside each that was not shown there. */
export function takePhotos(entries: readonly PhotoEntry[]): void {
  dropErrorToasts();
  setView({ zoom: { kind: 'fit' } });
  const isNew = isNewIn(photos.getState());
  const model = startingModel(models.getState().list, preferences.getState().model);
  beginLooks(
    entries.map(({ photo }) => photo).filter((photo) => lookOf(photo) === undefined),
    neutralLook(model),
  );
  forgetRefused(entries);
  photos.setState((state) => addPhotos(state, entries));
  for (const { photo, isNote } of entries) if (isNote !== true) hold(photo, holder);
  recall(entries.filter((entry) => entry.summary !== undefined && isNew(entry)));
}

/** Brings back what was kept for photos that can be read. */
export function recall(entries: readonly PhotoEntry[]): void {
  const readable = entries.filter(({ summary }) => summary !== undefined);
  inBackground(restoreSettings(readable), '');
  inBackground(restoreMarks(readable), '');
  findShownTruth();
}

/** A refused photo starts fresh. Its earlier picture and failures belong to the old file. */
function forgetRefused(entries: readonly PhotoEntry[]): void {
  for (const { photo } of entries) {
    if (photos.getState().byId[photo]?.entry.error === undefined) continue;
    forgetPixels(photo);
    forgetFailures(photo);
  }
}

/** Whether a photo is new or was refused before. For all others the person's ground truth stays. */
function isNewIn({ byId }: PhotosState): (entry: PhotoEntry) => boolean {
  return ({ photo }) => byId[photo] === undefined || byId[photo].entry.error !== undefined;
}

export function openSample(entry: PhotoEntry): void {
  takePhotos([entry]);
  inBackground(call('photos.openSample', { photo: entry.photo }), entry.name);
}

/** Reads the file of a refused photo again. */
export async function reopenPhoto(refused: PhotoEntry): Promise<void> {
  const { photo, name } = refused;
  const before = photos.getState().byId[photo]?.error ?? null;
  forgetRefused([refused]);
  setPhoto(photo, { status: 'working', error: null });
  try {
    const entry = await call('photos.reopen', { photo });
    // Meanwhile the person may have gone to another photo, which stays shown.
    if (activePhoto()?.entry.photo === photo) takePhotos([entry]);
    else photos.setState((state) => ({ ...addPhotos(state, [entry]), active: state.active }));
  } catch (error) {
    setPhoto(photo, { status: 'failed', error: failureOf(error, name) ?? before });
  }
}

/** Handles files dropped on a target of this place. False if they are photos to open. */
export function dropOn(files: readonly File[], zone: string): boolean {
  const shown = activePhoto();
  if (zone !== 'truth' || shown === null) return false;
  inBackground(dropTruth(files, shown.entry), shown.entry.name);
  return true;
}

/** The target under dragged files: 'truth', or 'photo', which opens them. */
export function zoneOf(event: DragEvent): 'photo' | 'truth' {
  const shown = activePhoto();
  if (shown === null || !canEnhance(shown)) return 'photo';
  const over = event.target instanceof Element ? event.target.closest('[data-drop]') : null;
  return event.altKey || over?.getAttribute('data-drop') === 'truth' ? 'truth' : 'photo';
}

export function closePhotos(handles: readonly PhotoHandle[]): void {
  const { byId } = photos.getState();
  const closed = handles.flatMap((photo) => byId[photo] ?? []);
  handles.forEach(keepNow);
  photos.setState((state) => removePhotos(state, handles));
  forgetLooks(handles);
  handles.forEach(forgetPixels);
  handles.forEach(forgetFailures);
  setView({ zoom: { kind: 'fit' }, values: null });
  letGo(
    closed.flatMap(({ entry }) => (entry.isNote === true ? [] : [entry.photo])),
    holder,
  );
  for (const { entry, truth } of closed) letGoTruth(entry.photo, truth);
  handles.forEach(forgetTruth);
}

export function closePhoto(photo: PhotoHandle): void {
  closePhotos([photo]);
}
