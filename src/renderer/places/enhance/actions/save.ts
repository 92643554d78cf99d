import { call } from '../../../bridge';
import type { PhotoHandle } from '@contract';
import { activePhoto, addSave, dropSave, openPhoto, photos } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { addToast, dropToast, replaceToast } from '../../../state/toasts';
import { fill } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { saveProgress } from '../../../actions/saves';
import { failureOf, reportFailure } from '../../../actions/failures';
import { watchRate } from './rates';
import { currentLook, engineLook } from './settings';

function sayGone(error: unknown, name: string, id: number): void {
  dropToast(id);
  const wire = failureOf(error, name);
  if (wire !== null) addToast({ kind: 'error', message: wire.message, action: wire.action });
}

/** Writes a photo's result with the last settings of the export sheet. @param of defaults to the shown photo */
export async function savePhoto(of: PhotoHandle | null = photos.getState().active): Promise<void> {
  const shown = of === null ? null : openPhoto(of);
  if (shown === null || shown.entry.error !== undefined) return;
  const { photo, name, summary } = shown.entry;
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort();
  };
  const id = addToast({ kind: 'saving', name, progress: null, cancel });
  const input = { photo, look: engineLook(photo), choices: preferences.getState().exportChoices };
  const look = currentLook(photo);
  const watch = watchRate({ inference: input.look.inference, summary, size: null });
  try {
    const saved = await call('save.write', input, {
      signal: controller.signal,
      onProgress: (progress) => {
        watch(progress);
        replaceToast(id, { kind: 'saving', name, progress: saveProgress(progress), cancel });
      },
    });
    if (saved.name === null) {
      replaceToast(id, { kind: 'note', message: fill(sheetText.save.skipped, { name }) });
      return;
    }
    const { save } = saved;
    addSave(photo, { save, look });
    const onUndone = (): void => {
      dropSave(photo, save);
    };
    replaceToast(id, { kind: 'saved', saved, onUndone });
  } catch (error) {
    sayGone(error, name, id);
  }
}

export async function copyPicture(): Promise<void> {
  const shown = activePhoto();
  if (shown === null || shown.entry.error !== undefined) return;
  const { photo, name } = shown.entry;
  const controller = new AbortController();
  const id = addToast({
    kind: 'note',
    message: fill(sheetText.save.copying, { name }),
    undo: () => {
      controller.abort();
    },
  });
  try {
    await call('save.copyPicture', { photo, look: engineLook(photo) }, { signal: controller.signal });
    replaceToast(id, { kind: 'note', message: sheetText.save.copied });
  } catch (error) {
    sayGone(error, name, id);
  }
}

/** @returns whether the command is on the clipboard. */
export async function copyCommand(of: PhotoHandle | null = photos.getState().active): Promise<boolean> {
  const shown = of === null ? null : openPhoto(of);
  if (shown === null || shown.entry.error !== undefined) return false;
  const { photo, name } = shown.entry;
  const { exportChoices: choices } = preferences.getState();
  try {
    const { command } = await call('save.command', { photo, look: engineLook(photo), choices, copy: true });
    addToast({ kind: 'note', message: fill(sheetText.export.copied, { command }) });
    return true;
  } catch (error) {
    reportFailure(error, name);
    return false;
  }
}
