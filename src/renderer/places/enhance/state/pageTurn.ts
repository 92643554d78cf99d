import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';

type PageTurn = { readonly photo: PhotoHandle; readonly page: number };

/** The page that was chosen of a photo and is not there yet. */
export const pageTurn = createStore<{ readonly wanted: PageTurn | null }>()(() => ({ wanted: null }));

export function wantPage(photo: PhotoHandle, page: number): void {
  pageTurn.setState({ wanted: { photo, page } });
}

export function wantedPage(photo: PhotoHandle): number | null {
  const { wanted } = pageTurn.getState();
  return wanted?.photo === photo ? wanted.page : null;
}

/** The page is there, or cannot be had. */
export function endPageTurn(photo: PhotoHandle): void {
  if (wantedPage(photo) !== null) pageTurn.setState({ wanted: null });
}
