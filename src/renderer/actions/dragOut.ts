import type { PhotoHandle } from '@contract';
import { call } from '../bridge';
import { frame } from '../state/frame';
import { openPhoto } from '../state/photos';
import { addToast } from '../state/toasts';
import { fill, text } from '../text/en';
import { reportFailure } from './failures';

/** Drags a photo's saved file out of the window; of a selected photo, the saved files of all selected ones. */
export async function dragOut(photo: PhotoHandle, selected: readonly PhotoHandle[]): Promise<void> {
  const dragged = selected.includes(photo) ? selected : [photo];
  const saves = dragged.flatMap((one) => openPhoto(one)?.saves.at(-1)?.save ?? []);
  const name = openPhoto(photo)?.entry.name ?? '';
  if (saves.length === 0) {
    addToast({ kind: 'note', message: fill(text.strip.notSaved, { name }) });
    return;
  }
  frame.setState({ isDraggingOut: true });
  try {
    await call('save.drag', { saves });
  } catch (error) {
    reportFailure(error, name);
  } finally {
    frame.setState({ isDraggingOut: false });
  }
}
