import { onForget } from '../../../actions/photoSet';
import { batch } from '../../../state/batch';
import { frame } from '../../../state/frame';
import { models } from '../../../state/models';
import { preferences } from '../../../state/preferences';
import { looks } from '../../../state/looks';
import { photos } from '../../../state/photos';
import { places } from '../../../state/places';
import { developed } from '../../../state/raw';
import { sight } from '../../../state/sight';
import { retryTiles, view } from '../state/view';
import { pumpBackground } from './background';
import { pumpClipping } from './clipping';
import { endDrag } from './looks';
import { onIdle, pump } from './pipeline';
import { forgetHere } from './takePhotos';
import { showDeveloped } from './raw';
import { findShownTruth } from './truths';

/** Computes what each change requires. Returns a function that stops it. */
export function startEnhance(): () => void {
  let isQueued = false;
  const schedule = (): void => {
    if (isQueued) return;
    isQueued = true;
    queueMicrotask(() => {
      isQueued = false;
      findShownTruth();
      pump();
      pumpBackground();
      pumpClipping();
    });
  };
  onIdle(() => {
    pumpBackground();
    pumpClipping();
  });
  const stops = [
    ...[photos, looks, view, preferences, models, sight, places, batch].map((store) =>
      store.subscribe(schedule),
    ),
    onForget(forgetHere),
    developed.subscribe(({ byPhoto }, before) => {
      for (const photo of Object.keys(byPhoto))
        if (byPhoto[photo] !== before.byPhoto[photo]) showDeveloped(photo);
    }),
    photos.subscribe(({ active }, before) => {
      if (active !== before.active) endDrag(before.active);
    }),
    frame.subscribe(({ engine }, before) => {
      // Steps that failed in the old engine process may succeed in the new one.
      if (engine !== before.engine && engine.state === 'restarted') retryTiles();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
