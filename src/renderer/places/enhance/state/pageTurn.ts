import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';

type PageTurn = { readonly photo: PhotoHandle; readonly page: number };

/** The chosen page of a photo that is not loaded yet. */
export const pageTurn = createStore<{ readonly wanted: PageTurn | null }>()(() => ({ wanted: null }));

export function wantPage(photo: PhotoHandle, page: number): void {
  pageTurn.setState({ wanted: { photo, page } });
}

export function wantedPage(photo: PhotoHandle): number | null {
  const { wanted } = pageTurn.getState();
  return wanted?.photo === photo ? wanted.page : null;
}

/** The page has been loaded, or failed. */
export function endPageTurn(photo: PhotoHandle): void {
  if (wantedPage(photo) !== null) pageTurn.setState({ wanted: null });
}
