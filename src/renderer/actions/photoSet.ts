import type { PhotoEntry, PhotoHandle } from '@contract';
import { neutralLook } from '../state/look';
import { beginLooks, forgetLooks, lookOf, looks } from '../state/looks';
import { models, startingModel } from '../state/models';
import { addPhotos, photos, removePhotos, type PhotosState } from '../state/photos';
import { preferences } from '../state/preferences';
import { dropErrorToasts } from '../state/toasts';
import { inBackground } from './failures';
import { hold, letGo } from './handles';
import { keepNow, keepSettings, restoreSettings } from './keptSettings';
import { restoreMarks } from './marks';
import { readPhotos } from './readPhotos';

/** The holder that keeps the photos of the set open. */
export const setHolder = 'set';

/** Told which photos were closed, or start anew because their file was refused before. */
type OnForget = (photos: readonly PhotoHandle[]) => void;

const listeners = new Set<OnForget>();

/** A place forgets what it alone knows of photos. Returns a function that ends this. */
export function onForget(listener: OnForget): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function forget(handles: readonly PhotoHandle[]): void {
  if (handles.length > 0) for (const listener of listeners) listener(handles);
}

/** Takes opened photos into the set that all places show. */
export function takePhotos(entries: readonly PhotoEntry[]): void {
  dropErrorToasts();
  const isNew = isNewIn(photos.getState());
  const model = startingModel(models.getState().list, preferences.getState().model);
  beginLooks(
    entries.map(({ photo }) => photo).filter((photo) => lookOf(photo) === undefined),
    neutralLook(model),
  );
  forgetRefused(entries);
  photos.setState((state) => addPhotos(state, entries));
  for (const { photo, isNote } of entries) if (isNote !== true) hold(photo, setHolder);
  recall(entries.filter(isNew));
}

/** Photos that came by themselves join the set. What is shown stays. */
export function takeQuietly(entries: readonly PhotoEntry[]): void {
  const { active } = photos.getState();
  takePhotos(entries);
  if (active !== null) photos.setState({ active });
}

/** A refused photo starts fresh. What is known of it belongs to the old file. */
export function forgetRefused(entries: readonly PhotoEntry[]): void {
  const { byId } = photos.getState();
  forget(entries.map(({ photo }) => photo).filter((photo) => byId[photo]?.entry.error !== undefined));
}

/** Whether a photo is new or was refused before. What a person did with any other stays. */
function isNewIn({ byId }: PhotosState): (entry: PhotoEntry) => boolean {
  return ({ photo }) => byId[photo] === undefined || byId[photo].entry.error !== undefined;
}

/** Brings back what was kept for photos that can be read. */
function recall(entries: readonly PhotoEntry[]): void {
  const readable = entries.filter(({ summary }) => summary !== undefined);
  inBackground(restoreSettings(readable), '');
  inBackground(restoreMarks(readable), '');
}

export function closePhotos(handles: readonly PhotoHandle[]): void {
  const { byId } = photos.getState();
  const held = handles.filter((photo) => byId[photo] !== undefined && byId[photo].entry.isNote !== true);
  handles.forEach(keepNow);
  forget(handles);
  photos.setState((state) => removePhotos(state, handles));
  forgetLooks(handles);
  letGo(held, setHolder);
}

export function closePhoto(photo: PhotoHandle): void {
  closePhotos([photo]);
}

/** Photos opened before the models' cards were loaded get their model now. */
function giveModels(): void {
  const model = startingModel(models.getState().list, preferences.getState().model);
  if (model === '') return;
  const { byPhoto } = looks.getState();
  beginLooks(
    Object.keys(byPhoto).filter((photo) => byPhoto[photo]?.present.model === ''),
    neutralLook(model),
  );
}

/** Reads photos, and keeps what is set for them. Returns a function that stops it. */
export function followSet(): () => void {
  const read = (): void => {
    readPhotos(recall);
  };
  const stops = [photos.subscribe(read), models.subscribe(giveModels), keepSettings()];
  return () => {
    for (const stop of stops) stop();
  };
}
