import { call } from '../../../bridge';
import type { PhotoHandle } from '@contract';
import {
  activePhoto,
  addSave,
  canEnhance,
  dropSave,
  mayEnhance,
  openPhoto,
  photos,
  type PhotosState,
} from '../../../state/photos';
import { selectedPhotos } from '../../../state/selection';
import { preferences } from '../../../state/preferences';
import { addToast, dropToast, replaceToast } from '../../../state/toasts';
import { fill } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { saveProgress } from '../../../state/saveProgress';
import { failureOf, reportFailure } from '../../../actions/failures';
import { watchRate } from './rates';
import { saveMany } from './saveMany';
import { currentLook, engineLook } from '../../../actions/settings';

function sayGone(error: unknown, name: string, id: number): void {
  dropToast(id);
  const wire = failureOf(error, name);
  if (wire !== null) addToast({ kind: 'error', message: wire.message, action: wire.action });
}

/** The selected photos that have a result to be saved. */
export function saveable(
  { byId }: Pick<PhotosState, 'byId'>,
  selected: readonly PhotoHandle[],
): PhotoHandle[] {
  return selected.filter((photo) => {
    const view = byId[photo];
    return view !== undefined && mayEnhance(view);
  });
}

/** Saves the shown photo, or all selected ones. */
export async function saveSelected(): Promise<void> {
  const selected = selectedPhotos();
  const wanted = saveable(photos.getState(), selected);
  const [first] = wanted;
  if (first === undefined) return;
  if (wanted.length === 1) await savePhoto(first);
  else await saveMany(wanted);
}

/** Asks where the shown photo's result goes, and writes it there. */
export async function saveAs(): Promise<void> {
  const shown = activePhoto();
  if (shown === null || !canEnhance(shown)) return;
  const { photo, name } = shown.entry;
  const input = { photo, look: engineLook(photo), choices: preferences.getState().exportChoices };
  try {
    const chosen = await call('save.chooseFile', input);
    if (chosen !== null) await savePhoto(photo, chosen.target);
  } catch (error) {
    reportFailure(error, name);
  }
}

/**
 * Writes a photo's result with the last settings of the export sheet.
 * @param of defaults to the shown photo
 * @param target the file that `save.chooseFile` gave
 */
export async function savePhoto(
  of: PhotoHandle | null = photos.getState().active,
  target?: PhotoHandle,
): Promise<void> {
  const shown = of === null ? null : openPhoto(of);
  if (shown === null || shown.entry.error !== undefined) return;
  const { photo, name, summary } = shown.entry;
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort();
  };
  const message = fill(sheetText.save.saving, { name });
  const id = addToast({ kind: 'saving', message, progress: null, cancel });
  const { exportChoices: choices } = preferences.getState();
  const input = { photo, look: engineLook(photo), choices, ...(target !== undefined && { target }) };
  const look = currentLook(photo);
  const watch = watchRate({ inference: input.look.inference, summary, size: null });
  try {
    const saved = await call('save.write', input, {
      signal: controller.signal,
      onProgress: (progress) => {
        watch(progress);
        replaceToast(id, { kind: 'saving', message, progress: saveProgress(progress), cancel });
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
