import { call } from '../bridge';
import { photos } from '../state/photos';
import { showPlace } from '../state/places';
import { preferences } from '../state/preferences';
import { inBackground, reportFailure } from './failures';
import { modelsRead } from './lists';
import { engineLook } from './settings';

/** Asks for a folder and enhances each photo that comes into it, with the settings of the shown photo. */
export async function watchFolder(): Promise<void> {
  await modelsRead(new AbortController().signal);
  const look = engineLook(photos.getState().active ?? '');
  if (look.inference.model === '') return;
  const { exportChoices: choices } = preferences.getState();
  try {
    if ((await call('batch.watch', { look, choices })) !== null) showPlace('batch');
  } catch (error) {
    reportFailure(error, '');
  }
}

export function unwatch(): void {
  inBackground(call('batch.unwatch', {}), '');
}
