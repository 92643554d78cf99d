import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { batch } from '../../state/batch';
import { mayEnhance, photos, type PhotosState, type PhotoView } from '../../state/photos';
import { chosen } from '../../state/selection';
import { steadyList } from '../../state/steady';
import { batchView, shownOrder, sortValue, type SortKey } from './state/view';

/** The photos of the grid, in its order. */
export function useShownOrder(): readonly string[] {
  const filter = useStore(batchView, (state) => state.filter);
  const sort = useStore(batchView, (state) => state.sort);
  const order = useStore(photos, (state) => state.order);
  const turns = useStore(batch, (state) => (sort === 'turn' ? state.order : null));
  // Thumbnails and progress come many times a second. Only what the order depends on makes a new one.
  const values = useStore(
    photos,
    useShallow(({ byId }) => (isOfPhotos(sort) ? order.map((photo) => sortValue(byId[photo], sort)) : [])),
  );
  const states = useStore(
    batch,
    useShallow(({ jobs }) => (filter === 'all' ? [] : order.map((photo) => jobs[photo]?.state))),
  );
  return useMemo(
    () => shownOrder(photos.getState(), batch.getState(), { filter, sort }),
    // The stores are read only when one of these has changed.
    [order, turns, values, states, filter, sort],
  );
}

function isOfPhotos(sort: SortKey): boolean {
  return sort === 'name' || sort === 'size' || sort === 'rating';
}

/** The photos that a person chose here, in the order of the grid. None is chosen at first. */
export function useChosen(): readonly string[] {
  const order = useShownOrder();
  const together = useStore(chosen, (state) => state.photos);
  return useMemo(() => {
    const all = new Set(together);
    return all.size === 0 ? [] : order.filter((photo) => all.has(photo));
  }, [order, together]);
}

/** In a list of photos: the one that takes the focus, and those that are chosen. */
export function useListed(order: readonly string[], active: string | null) {
  const together = useChosen();
  const selected = useMemo(() => new Set(together), [together]);
  return { stop: order.includes(active ?? '') ? active : order[0], selected };
}

/** What the panel is about: the chosen photos, or all. Those that are no photos have no settings. */
export function useTargets(): readonly string[] {
  const own = useChosen();
  const select = useMemo(
    () =>
      steadyList(({ order, byId }: PhotosState) =>
        (own.length > 0 ? own : order).filter(
          (photo) => byId[photo] !== undefined && mayEnhance(byId[photo]),
        ),
      ),
    [own],
  );
  return useStore(photos, select);
}

export function usePhoto(photo: string | null): PhotoView | undefined {
  return useStore(photos, ({ byId }) => (photo === null ? undefined : byId[photo]));
}
