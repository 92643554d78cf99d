import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';

/** The photos whose tiles a person sees, or nearly sees. Their pictures are made first, and theirs alone are kept for sure. */
export const sight = createStore<{ readonly photos: readonly PhotoHandle[] }>()(() => ({ photos: [] }));

export function setSight(photos: readonly PhotoHandle[]): void {
  const before = sight.getState().photos;
  const isSame = before.length === photos.length && photos.every((photo, index) => photo === before[index]);
  if (!isSame) sight.setState({ photos });
}
