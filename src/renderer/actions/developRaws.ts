import { asShot, type PhotoHandle, type RawSettings } from '@contract';
import { call } from '../bridge';
import { looks } from '../state/looks';
import { openPhoto, photos, setPhoto } from '../state/photos';
import { forgetDeveloped, isSameRaw, rawKey, setDeveloped } from '../state/raw';
import { inBackground } from './failures';

/** A raw takes a second to develop, so its pictures follow when the settings rest. */
const restMs = 300;

/** What the main process was told. Absent: nothing, so it develops them as they were shot. */
const told = new Map<PhotoHandle, RawSettings>();
const timers = new Map<PhotoHandle, ReturnType<typeof setTimeout>>();

function wait(photo: PhotoHandle): Promise<void> {
  clearTimeout(timers.get(photo));
  return new Promise((resolve) => {
    timers.set(photo, setTimeout(resolve, restMs));
  });
}

/** Results are made as the settings say at once; only pictures wait. */
async function develop(photo: PhotoHandle, raw: RawSettings): Promise<void> {
  const before = told.get(photo) ?? asShot;
  told.set(photo, raw);
  // Another program takes as long as it takes.
  if (before.developer?.program !== raw.developer?.program)
    setPhoto(photo, { status: 'working', error: null });
  const [entry] = await Promise.all([call('photos.develop', { photo, raw }), wait(photo)]);
  if (told.get(photo) !== raw || openPhoto(photo) === null) return;
  const { active } = photos.getState();
  setPhoto(photo, {
    // Of a photo that was not read yet the answer says nothing, and it may have been read since.
    ...(entry.summary && { entry }),
    // The strip's picture of another photo is made anew; the shown one's follows from the stage.
    ...(photo !== active && { thumb: null }),
    ...{ error: null, status: 'waiting' },
  });
  setDeveloped(photo, rawKey(raw));
}

/** Tells the main process how raws are developed, as soon as their settings change. Returns a function that stops it. */
export function developRaws(): () => void {
  const stops = [
    looks.subscribe(({ byPhoto }, before) => {
      if (byPhoto === before.byPhoto) return;
      for (const [photo, history] of Object.entries(byPhoto)) {
        if (history === before.byPhoto[photo]) continue;
        const raw = history.present.raw ?? asShot;
        if (isSameRaw(raw, told.get(photo))) continue;
        inBackground(develop(photo, raw), openPhoto(photo)?.entry.name ?? '');
      }
    }),
    photos.subscribe(({ order, byId }, before) => {
      if (order === before.order) return;
      const gone = [...told.keys()].filter((photo) => byId[photo] === undefined);
      for (const photo of gone) {
        told.delete(photo);
        clearTimeout(timers.get(photo));
        timers.delete(photo);
      }
      if (gone.length > 0) forgetDeveloped(gone);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    told.clear();
  };
}
