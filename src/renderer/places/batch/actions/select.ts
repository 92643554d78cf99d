import type { PhotoHandle } from '@contract';
import { batch } from '../../../state/batch';
import { photos, showPhoto } from '../../../state/photos';
import { chosen } from '../../../state/selection';
import { batchView, shownOrder } from '../state/view';

export type Modifiers = { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean };

/** The photos of the grid, in its order. */
export function gridOrder(): readonly PhotoHandle[] {
  return shownOrder(photos.getState(), batch.getState(), batchView.getState());
}

/** The chosen photos that the grid holds. Nothing is done to what is not seen. */
export function chosenPhotos(): PhotoHandle[] {
  const all = new Set(chosen.getState().photos);
  return gridOrder().filter((photo) => all.has(photo));
}

/** A click chooses one photo; with Shift all from the last one, with Ctrl or Cmd this one too or no longer. */
export function clickPhoto(photo: PhotoHandle, { shiftKey, ctrlKey, metaKey }: Modifiers): void {
  if (shiftKey) chooseThrough(photo);
  else if (ctrlKey || metaKey) toggle(photo);
  else {
    chosen.setState({ photos: [photo] });
    showPhoto(photo);
  }
}

function toggle(photo: PhotoHandle): void {
  const before = chosenPhotos();
  const isIn = before.includes(photo);
  const after = isIn ? before.filter((other) => other !== photo) : [...before, photo];
  chosen.setState({ photos: after });
  // What Enhance takes for selected is selected together with the shown photo.
  showPhoto(isIn ? (after[0] ?? photo) : photo);
}

/** The photo that a range was begun at. It stays while the range grows or shrinks. */
let anchor: PhotoHandle | null = null;

function chooseThrough(photo: PhotoHandle): void {
  const order = gridOrder();
  const { active } = photos.getState();
  const isRange = anchor !== null && chosen.getState().photos.length > 1 && order.includes(anchor);
  const from = isRange ? order.indexOf(anchor ?? photo) : order.indexOf(active ?? photo);
  anchor = order[from] ?? photo;
  const to = order.indexOf(photo);
  chosen.setState({ photos: order.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1) });
  showPhoto(photo);
}

/** Goes `by` tiles further in the grid. */
export function goBy(by: number, isExtending: boolean): void {
  const order = gridOrder();
  const { active } = photos.getState();
  const at = order.indexOf(active ?? '');
  const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))];
  if (next === undefined) return;
  if (isExtending) chooseThrough(next);
  else {
    anchor = null;
    chosen.setState({ photos: [next] });
    showPhoto(next);
  }
}

export function chooseAll(): void {
  const order = gridOrder();
  chosen.setState({ photos: order });
  if (!order.includes(photos.getState().active ?? '')) showPhoto(order[0] ?? null);
}

/** The chosen photos, or the one that has the focus. */
export function chosenOrShown(): PhotoHandle[] {
  const own = chosenPhotos();
  const { active } = photos.getState();
  return own.length > 0 || active === null ? own : [active];
}

export function chooseNone(): void {
  chosen.setState({ photos: [] });
}
