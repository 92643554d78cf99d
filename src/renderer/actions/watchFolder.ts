import { call } from '../bridge';
import { openSheet } from '../state/frame';
import { photos } from '../state/photos';
import { showPlace } from '../state/places';
import { preferences } from '../state/preferences';
import { batchChoices, patternsOf } from './batchChoices';
import { inBackground, reportFailure } from './failures';
import { modelsRead } from './lists';
import { engineLook } from './settings';

/** Shows what is decided before a folder is watched. */
export function planWatch(): void {
  showPlace('batch');
  openSheet('watchFolder');
}

/** Asks for a folder and enhances each photo that comes into it, with the settings of the shown photo. */
export async function watchFolder(): Promise<void> {
  await modelsRead(new AbortController().signal);
  const look = engineLook(photos.getState().active ?? '');
  if (look.inference.model === '') return;
  const { exportChoices: choices, batch } = preferences.getState();
  const names = { include: patternsOf(batch.include), exclude: patternsOf(batch.exclude) };
  try {
    await call('batch.watch', { look, choices, batch: batchChoices(batch), ...names });
  } catch (error) {
    reportFailure(error, '');
  }
}

export function unwatch(): void {
  inBackground(call('batch.unwatch', {}), '');
}
