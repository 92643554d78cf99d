import type { ExportChoices, PhotoHandle } from '@contract';
import { call } from '../bridge';
import { openPhoto } from '../state/photos';
import { example } from '../state/example';
import { preferences } from '../state/preferences';
import { changeChoices } from '../state/exportFields';
import { failureOf, reportFailure } from './failures';
import { changePreferences } from './preferences';
import { engineLook } from './settings';

let asked: AbortController | null = null;
/** The photo of the sheet. Another one may be shown behind it by now. */
let subject: PhotoHandle | null = null;

/** Opens the sheet for this photo. */
export function beginExport(photo: PhotoHandle): void {
  subject = photo;
  void refreshExample();
}

/** Requests the result's name for the present choices. A new question cancels the previous one. */
async function refreshExample(): Promise<void> {
  const shown = subject === null ? null : openPhoto(subject);
  if (shown === null) return;
  asked?.abort();
  const controller = new AbortController();
  asked = controller;
  const { photo, name } = shown.entry;
  const input = { photo, look: engineLook(photo), choices: preferences.getState().exportChoices };
  try {
    const answer = await call('save.example', input, { signal: controller.signal });
    example.setState({ ...answer, error: null });
  } catch (error) {
    const wire = failureOf(error, name);
    if (wire !== null) example.setState({ error: wire });
  }
}

export function changeExport(patch: { [K in keyof ExportChoices]?: ExportChoices[K] | undefined }): void {
  const { exportChoices } = preferences.getState();
  changePreferences({ exportChoices: changeChoices(exportChoices, patch) });
  void refreshExample();
}

export async function chooseFolder(): Promise<void> {
  try {
    await call('save.chooseFolder', {});
    await refreshExample();
  } catch (error) {
    reportFailure(error, '');
  }
}

export async function resetFolder(): Promise<void> {
  try {
    await call('save.resetFolder', {});
    await refreshExample();
  } catch (error) {
    reportFailure(error, '');
  }
}
