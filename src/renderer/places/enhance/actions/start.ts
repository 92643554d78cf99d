import { readPhotos } from '../../../actions/readPhotos';
import { frame } from '../../../state/frame';
import { neutralLook } from '../../../state/look';
import { models, startingModel } from '../../../state/models';
import { preferences } from '../../../state/preferences';
import { beginLooks, looks } from '../../../state/looks';
import { photos } from '../../../state/photos';
import { sight } from '../../../state/sight';
import { retryTiles, view } from '../state/view';
import { pumpBackground } from './background';
import { pumpClipping } from './clipping';
import { keepSettings } from './keptSettings';
import { endDrag } from './looks';
import { onIdle, pump } from './pipeline';
import { recall } from './takePhotos';
import { findShownTruth } from './truths';

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

/** Computes what each change requires. Returns a function that stops it. */
export function startEnhance(): () => void {
  let isQueued = false;
  const schedule = (): void => {
    if (isQueued) return;
    isQueued = true;
    queueMicrotask(() => {
      isQueued = false;
      readPhotos(recall);
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
    ...[photos, looks, view, preferences, models, sight].map((store) => store.subscribe(schedule)),
    models.subscribe(giveModels),
    keepSettings(),
    photos.subscribe(({ active }, before) => {
      if (active === before.active) return;
      endDrag(before.active);
      findShownTruth();
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
