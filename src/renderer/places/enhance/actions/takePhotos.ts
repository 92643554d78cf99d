import type { PhotoEntry, PhotoHandle } from '@contract';
import { failureOf, inBackground } from '../../../actions/failures';
import { forgetRefused, takePhotos } from '../../../actions/photoSet';
import { call } from '../../../bridge';
import { activePhoto, addPhotos, canEnhance, photos, setPhoto } from '../../../state/photos';
import { forgetPixels } from '../state/pixels';
import { setView } from '../state/view';
import { forgetFailures } from './pipeline';
import { dropTruth, forgetTruth } from './truths';

/** Opened photos are shown whole. */
export function showOpened(entries: readonly PhotoEntry[]): void {
  setView({ zoom: { kind: 'fit' } });
  takePhotos(entries);
}

/** Forgets what only this place knows of photos. */
export function forgetHere(handles: readonly PhotoHandle[]): void {
  handles.forEach(forgetPixels);
  handles.forEach(forgetFailures);
  handles.forEach(forgetTruth);
  if (handles.includes(photos.getState().active ?? '')) setView({ zoom: { kind: 'fit' }, values: null });
}

export function openSample(entry: PhotoEntry): void {
  showOpened([entry]);
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
    if (activePhoto()?.entry.photo === photo) showOpened([entry]);
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
