import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import { stripOrder } from './filter';
import { photos, showPhoto, type PhotosState } from './photos';

/** Photos that a person chose together. They count while one of them is shown; otherwise the shown photo alone is selected. */
export const chosen = createStore<{ readonly photos: readonly PhotoHandle[] }>()(() => ({ photos: [] }));

type Strip = Pick<PhotosState, 'order' | 'active'>;

/** The selected photos, in the order of the strip. */
export function selectedOf({ order, active }: Strip, together: readonly PhotoHandle[]): PhotoHandle[] {
  if (active === null) return [];
  const all = new Set(together);
  return all.has(active) ? order.filter((photo) => all.has(photo)) : [active];
}

/** A photo that a filter hides is not selected: nothing is done to what is not seen. */
export function selectedPhotos(): PhotoHandle[] {
  const { active } = photos.getState();
  return selectedOf({ order: stripOrder(), active }, chosen.getState().photos);
}

/** Shows a photo, which is then the only selected one. */
export function selectOnly(photo: PhotoHandle): void {
  chosen.setState({ photos: [] });
  showPhoto(photo);
}

/** Adds a photo to the selection, or takes it out. One photo always stays. */
export function toggleSelected(photo: PhotoHandle): void {
  const selected = selectedPhotos();
  if (!selected.includes(photo)) {
    chosen.setState({ photos: [...selected, photo] });
    return;
  }
  const others = selected.filter((other) => other !== photo);
  const [first] = others;
  if (first === undefined) return;
  chosen.setState({ photos: others });
  if (photos.getState().active === photo) showPhoto(first);
}

/** Selects all photos from the shown one to this one. */
export function selectThrough(photo: PhotoHandle): void {
  const { active } = photos.getState();
  const order = stripOrder();
  const [from, to] = [order.indexOf(active ?? photo), order.indexOf(photo)];
  chosen.setState({ photos: order.slice(Math.min(from, to), Math.max(from, to) + 1) });
}

/** Shows a photo and adds it to the selection. */
export function selectToo(photo: PhotoHandle): void {
  chosen.setState({ photos: [...new Set([...selectedPhotos(), photo])] });
  showPhoto(photo);
}

export function selectAll(): void {
  chosen.setState({ photos: stripOrder() });
}
