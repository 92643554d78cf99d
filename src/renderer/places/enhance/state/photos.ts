import type { PairScore, PhotoEntry, PhotoHandle, Provider, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../../bridge';

/**
 * How far a photo is: nothing yet, being computed, a small result, the result for the screen, refused though a part of it can be
 * seen, refused.
 */
export type PhotoStatus = 'waiting' | 'working' | 'draft' | 'done' | 'damaged' | 'failed';

export type PhotoView = {
  readonly entry: PhotoEntry;
  readonly status: PhotoStatus;
  readonly error: WireError | null;
  /** 0–1 of the running step, null where it is not known. */
  readonly progress: number | null;
  /** What made the result on the screen. */
  readonly ran: {
    readonly provider: Provider;
    readonly ms: number;
    readonly megapixelsPerSecond: number;
    readonly notices: readonly string[];
  } | null;
  readonly truth: PhotoEntry | null;
  /** A person gave or removed the truth: none that is found counts any more. */
  readonly isTruthDecided: boolean;
  /** Scores against the truth, and the look that they are of. */
  readonly scores: { key: string; lowLight: PairScore; enhanced: PairScore } | null;
  /** A measurement that runs, with how far it is, or that failed; its look's scores are not there. */
  readonly scoring: Scoring | null;
  readonly thumb: Thumb | null;
};

/** Small pictures of one size: as it is, and the network's own result. */
export type Thumb = { readonly original: Picture; readonly result: Picture | null };

export type Scoring =
  | { readonly stage: 'inference' | 'measure'; readonly progress: number | null }
  | { readonly error: WireError; readonly key: string };

export type PhotosState = {
  readonly order: readonly PhotoHandle[];
  readonly byId: Readonly<Record<PhotoHandle, PhotoView>>;
  readonly active: PhotoHandle | null;
};

function viewOf(entry: PhotoEntry): PhotoView {
  const error = entry.error ?? null;
  const status = error === null ? 'waiting' : 'failed';
  return {
    entry,
    status,
    error,
    progress: null,
    ran: null,
    truth: null,
    isTruthDecided: false,
    scores: null,
    scoring: null,
    thumb: null,
  };
}

/**
 * Photos come to the end; the first new one that can be read is shown. What is open already is only shown, and what was refused
 * starts anew in its place.
 */
export function addPhotos(state: PhotosState, entries: readonly PhotoEntry[]): PhotosState {
  const added = entries.filter(({ photo }) => state.byId[photo] === undefined);
  const fresh = entries.filter(
    ({ photo }) => state.byId[photo] === undefined || state.byId[photo].entry.error !== undefined,
  );
  const shown = entries.find(({ error }) => error === undefined) ?? entries[0];
  return {
    order: [...state.order, ...added.map(({ photo }) => photo)],
    byId: { ...state.byId, ...Object.fromEntries(fresh.map((entry) => [entry.photo, viewOf(entry)])) },
    active: shown?.photo ?? state.active,
  };
}

/** The others of a large drop come to the end; what is shown stays. */
export function addMorePhotos(state: PhotosState, entries: readonly PhotoEntry[]): PhotosState {
  const added = addPhotos(state, entries);
  const shown = state.active === null ? undefined : state.byId[state.active];
  return shown === undefined || shown.entry.error !== undefined ? added : { ...added, active: state.active };
}

/** A photo in the place of another, shown where that was; where that is no longer open, nothing changes. */
export function replacePhoto(state: PhotosState, old: PhotoHandle, entry: PhotoEntry): PhotosState {
  if (state.byId[old] === undefined) return state;
  const others = Object.entries(state.byId).filter(([key]) => key !== old);
  return {
    order: state.order.map((photo) => (photo === old ? entry.photo : photo)),
    byId: { ...Object.fromEntries(others), [entry.photo]: viewOf(entry) },
    active: state.active === old ? entry.photo : state.active,
  };
}

/** Closes a photo; its right neighbour is shown, else its left one. */
export function removePhoto(state: PhotosState, photo: PhotoHandle): PhotosState {
  const index = state.order.indexOf(photo);
  if (index < 0) return state;
  const order = state.order.filter((other) => other !== photo);
  const byId = Object.fromEntries(Object.entries(state.byId).filter(([key]) => key !== photo));
  const neighbour = order[Math.min(index, order.length - 1)] ?? null;
  return { order, byId, active: state.active === photo ? neighbour : state.active };
}

export function patchPhoto(state: PhotosState, photo: PhotoHandle, patch: Partial<PhotoView>): PhotosState {
  const view = state.byId[photo];
  return view === undefined ? state : { ...state, byId: { ...state.byId, [photo]: { ...view, ...patch } } };
}

/** Whether there is something to adjust and to save: of a file that is damaged nothing is made, seen or not. */
export function canEnhance({ entry }: PhotoView): boolean {
  return entry.summary !== undefined && entry.error === undefined;
}

/** The photo `by` places further in the strip; it does not go round. */
export function neighbourOf({ order, active }: PhotosState, by: number): PhotoHandle | null {
  if (active === null) return null;
  const index = order.indexOf(active) + by;
  return order[Math.min(order.length - 1, Math.max(0, index))] ?? null;
}

/** The open photos, in the order of the film strip. */
export const photos = createStore<PhotosState>()(() => ({ order: [], byId: {}, active: null }));

export function setPhoto(photo: PhotoHandle, patch: Partial<PhotoView>): void {
  photos.setState((state) => patchPhoto(state, photo, patch));
}

/** What its pixels told of a photo that could be opened: its file is damaged. `status` says whether a part of it can be seen. */
export function markDamaged(photo: PhotoHandle, status: 'damaged' | 'failed', error: WireError): void {
  const entry = photos.getState().byId[photo]?.entry;
  if (entry !== undefined) setPhoto(photo, { entry: { ...entry, error }, status, error, progress: null });
}

/** The file of a damaged photo was mended meanwhile: the photo starts anew. */
export function markSound(photo: PhotoHandle): void {
  const view = photos.getState().byId[photo];
  if (view?.entry.error === undefined) return;
  const { name, summary } = view.entry;
  setPhoto(photo, viewOf({ photo, name, ...(summary && { summary }) }));
}

export function showPhoto(photo: PhotoHandle | null): void {
  if (photo !== null) photos.setState({ active: photo });
}

export function activePhoto(): PhotoView | null {
  const { active } = photos.getState();
  return active === null ? null : openPhoto(active);
}

/** A photo that is still open. */
export function openPhoto(photo: PhotoHandle): PhotoView | null {
  return photos.getState().byId[photo] ?? null;
}
