import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import { photos, type PhotosState } from './photos';

/** Which photos the strip holds: all, those that were not rejected, the rejected alone, or those with at least so many stars. */
export type PhotoFilter = 'all' | 'kept' | 'rejected' | 1 | 2 | 3 | 4 | 5;

export const filter = createStore<{ readonly photos: PhotoFilter }>()(() => ({ photos: 'all' }));

export function setFilter(next: PhotoFilter): void {
  filter.setState({ photos: next });
}

/** The shown photo stays in the strip until another is shown, so that nothing vanishes under a key that was just pressed. */
export function filteredOrder({ order, byId, active }: PhotosState, by: PhotoFilter): readonly PhotoHandle[] {
  if (by === 'all') return order;
  return order.filter((photo) => {
    const view = byId[photo];
    if (view === undefined || photo === active) return view !== undefined;
    const { isRejected, rating } = view.marks;
    if (by === 'rejected') return isRejected;
    return !isRejected && (by === 'kept' || rating >= by);
  });
}

/** The photos of the strip, in its order. */
export function stripOrder(): readonly PhotoHandle[] {
  return filteredOrder(photos.getState(), filter.getState().photos);
}
