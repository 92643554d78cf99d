import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { PhotosState } from '../../../state/photos';
import type { JobState, RunState } from './run';

/** What the chips choose: all photos, those outside the run, or those in one of its states. */
export type StateFilter = 'all' | 'new' | JobState;
export type SortKey = 'added' | 'name' | 'size' | 'rating';

type BatchView = {
  readonly filter: StateFilter;
  readonly sort: SortKey;
  readonly layout: 'grid' | 'table';
  /** The tiles show the originals while a key is held. */
  readonly showOriginal: boolean;
  readonly isPanelOpen: boolean;
};

/** How the place shows the set. */
export const batchView = createStore<BatchView>()(() => ({
  filter: 'all',
  sort: 'added',
  layout: 'grid',
  showOriginal: false,
  isPanelOpen: false,
}));

export function setBatchView(patch: Partial<BatchView>): void {
  batchView.setState(patch);
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** The photos that the grid holds, in its order. */
export function shownOrder(
  { order, byId }: Pick<PhotosState, 'order' | 'byId'>,
  jobs: RunState['jobs'],
  { filter, sort }: Pick<BatchView, 'filter' | 'sort'>,
): readonly PhotoHandle[] {
  const kept =
    filter === 'all'
      ? order
      : order.filter((photo) =>
          filter === 'new' ? jobs[photo] === undefined : jobs[photo]?.state === filter,
        );
  if (sort === 'added') return kept;
  const nameOf = (photo: PhotoHandle): string => byId[photo]?.entry.name ?? '';
  if (sort === 'name') return [...kept].sort((a, b) => byName(nameOf(a), nameOf(b)));
  const valueOf = (photo: PhotoHandle): number => {
    const view = byId[photo];
    if (sort === 'rating') return view?.marks.rating ?? 0;
    const { width = 0, height = 0 } = view?.entry.summary ?? {};
    return width * height;
  };
  return [...kept].sort((a, b) => valueOf(b) - valueOf(a));
}
