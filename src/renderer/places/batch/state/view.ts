import type { BatchPhotoState, PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { PhotosState, PhotoView } from '../../../state/photos';
import type { Batch } from '../../../state/batch';
import { byName } from '@core';

/** What the chips choose: all photos, those outside the batch, or those in one of its states. */
export type StateFilter = 'all' | 'new' | BatchPhotoState;
export type SortKey = 'added' | 'turn' | 'name' | 'size' | 'rating';

type BatchView = {
  readonly filter: StateFilter;
  readonly sort: SortKey;
  readonly layout: 'grid' | 'table';
  /** The tiles show the originals while a key is held. */
  readonly showOriginal: boolean;
  readonly isPanelOpen: boolean;
  /** The end of a batch that was told, by its number. */
  readonly dismissed: number;
};

/** How the place shows the set. */
export const batchView = createStore<BatchView>()(() => ({
  filter: 'all',
  sort: 'added',
  layout: 'grid',
  showOriginal: false,
  isPanelOpen: false,
  dismissed: 0,
}));

export function setBatchView(patch: Partial<BatchView>): void {
  batchView.setState(patch);
}

/** Photos of the batch in the order in which they are begun, then the others. */
function byTurn(kept: readonly PhotoHandle[], turns: readonly PhotoHandle[]): readonly PhotoHandle[] {
  const all = new Set(kept);
  const inBatch = new Set(turns);
  return [...turns.filter((photo) => all.has(photo)), ...kept.filter((photo) => !inBatch.has(photo))];
}

/** The photos that the grid holds, in its order. */
export function shownOrder(
  { order, byId }: Pick<PhotosState, 'order' | 'byId'>,
  { jobs, order: turns }: Pick<Batch, 'jobs' | 'order'>,
  { filter, sort }: Pick<BatchView, 'filter' | 'sort'>,
): readonly PhotoHandle[] {
  const kept =
    filter === 'all'
      ? order
      : order.filter((photo) =>
          filter === 'new' ? jobs[photo] === undefined : jobs[photo]?.state === filter,
        );
  if (sort === 'added') return kept;
  if (sort === 'turn') return byTurn(kept, turns);
  if (sort === 'name')
    return [...kept].sort((a, b) =>
      byName(String(sortValue(byId[a], sort)), String(sortValue(byId[b], sort))),
    );
  return [...kept].sort((a, b) => Number(sortValue(byId[b], sort)) - Number(sortValue(byId[a], sort)));
}

/** What photos are sorted by. Nothing for orders that do not depend on the photos. */
export function sortValue(view: PhotoView | undefined, sort: SortKey): string | number {
  if (view === undefined) return 0;
  const { entry, marks } = view;
  if (sort === 'name') return entry.name;
  if (sort === 'rating') return marks.rating;
  const { width = 0, height = 0 } = entry.summary ?? {};
  return sort === 'size' ? width * height : 0;
}
