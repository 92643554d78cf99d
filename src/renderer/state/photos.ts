import type {
  Clipping,
  PairScore,
  PhotoEntry,
  PhotoHandle,
  PhotoMarks,
  Provider,
  WireError,
} from '@contract';
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../bridge';
import type { Adjustments } from './look';

/**
 * Status of a photo: nothing yet, being computed, a small result, the result for the screen,
 * refused with a visible part, refused.
 */
export type PhotoStatus = 'waiting' | 'working' | 'draft' | 'done' | 'damaged' | 'failed';

/** How far a network changed a photo: so that nobody sees it, so that few do, or more. */
export type Change = 'none' | 'little' | 'much';

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
    readonly notices: readonly string[];
    readonly change: Change;
  } | null;
  readonly truth: PhotoEntry | null;
  /** A person set or removed the truth, so one found automatically is ignored. */
  readonly isTruthDecided: boolean;
  /** Scores against the truth, and the look they belong to. */
  readonly scores: { key: string; lowLight: PairScore; enhanced: PairScore } | null;
  /** A running measurement with its progress, or a failed one. That look has no scores. */
  readonly scoring: Scoring | null;
  readonly thumb: Thumb | null;
  /** Clipped pixels, counted at full size. `key` names the look of the result, which is null where none was made at full size. */
  readonly clipping: { key: string; photo: Clipping; result: Clipping | null } | null;
  /** Results that were written and not removed again, with the looks that they have. */
  readonly saves: readonly SavedLook[];
  /** Rating and rejection. */
  readonly marks: PhotoMarks;
};

export const noMarks: PhotoMarks = { rating: 0, isRejected: false };

export type SavedLook = { readonly save: string; readonly look: Adjustments };

/** Small pictures of one size: the original and the network's result. */
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
    clipping: null,
    saves: [],
    marks: noMarks,
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

/** The answer about photos that were opened unread. What a person did with one meanwhile stays. */
export function describePhotos(state: PhotosState, entries: readonly PhotoEntry[]): PhotosState {
  const byId = { ...state.byId };
  for (const entry of entries) {
    const view = byId[entry.photo];
    if (view === undefined || !isUnread(view)) continue;
    const error = entry.error ?? null;
    byId[entry.photo] = error === null ? { ...view, entry } : { ...view, entry, error, status: 'failed' };
  }
  return { ...state, byId };
}

/** Replaces a photo by another, which is shown if the old one was. If the old one is no longer open, nothing changes. */
export function replacePhoto(state: PhotosState, old: PhotoHandle, entry: PhotoEntry): PhotosState {
  if (state.byId[old] === undefined) return state;
  const others = Object.entries(state.byId).filter(([key]) => key !== old);
  return {
    order: state.order.map((photo) => (photo === old ? entry.photo : photo)),
    byId: { ...Object.fromEntries(others), [entry.photo]: viewOf(entry) },
    active: state.active === old ? entry.photo : state.active,
  };
}

/** Closes photos. In place of the shown one its right neighbour is shown, else its left one. */
export function removePhotos(state: PhotosState, closed: readonly PhotoHandle[]): PhotosState {
  const gone = new Set(closed);
  const order = state.order.filter((photo) => !gone.has(photo));
  const byId = Object.fromEntries(Object.entries(state.byId).filter(([photo]) => !gone.has(photo)));
  if (state.active === null || !gone.has(state.active)) return { order, byId, active: state.active };
  const index = state.order.indexOf(state.active);
  const before = state.order.slice(0, index).filter((photo) => !gone.has(photo)).length;
  return { order, byId, active: order[Math.min(before, order.length - 1)] ?? null };
}

export function patchPhoto(state: PhotosState, photo: PhotoHandle, patch: Partial<PhotoView>): PhotosState {
  const view = state.byId[photo];
  return view === undefined ? state : { ...state, byId: { ...state.byId, [photo]: { ...view, ...patch } } };
}

/** Whether nothing is known of a photo but its name. */
export function isUnread({ entry: { summary, error, isNote } }: PhotoView): boolean {
  return summary === undefined && error === undefined && isNote !== true;
}

/** Whether a look and a save are offered for a photo among others. It may turn out to be none once it is read. */
export function mayEnhance(view: PhotoView): boolean {
  return canEnhance(view) || isUnread(view);
}

/** Whether a photo is a camera raw. One that was not read yet may be. */
export function mayBeRaw(view: PhotoView): boolean {
  return isUnread(view) || view.entry.summary?.format === 'raw';
}

/** Whether a photo can be adjusted and saved. Damaged files cannot, even if a part is visible. */
export function canEnhance({ entry }: PhotoView): boolean {
  return entry.summary !== undefined && entry.error === undefined;
}

/** The photo `by` positions further in an order, without wrapping around. */
export function neighbourOf(
  { order, active }: Pick<PhotosState, 'order' | 'active'>,
  by: number,
): PhotoHandle | null {
  if (active === null) return null;
  const index = order.indexOf(active) + by;
  return order[Math.min(order.length - 1, Math.max(0, index))] ?? null;
}

/** The open photos, in the order of the film strip. */
export const photos = createStore<PhotosState>()(() => ({ order: [], byId: {}, active: null }));

export function setPhoto(photo: PhotoHandle, patch: Partial<PhotoView>): void {
  photos.setState((state) => patchPhoto(state, photo, patch));
}

/** Sets several photos at once. With thousands of them each change costs. */
export function setPhotos(patches: ReadonlyMap<PhotoHandle, Partial<PhotoView>>): void {
  photos.setState(({ byId }) => {
    const next = { ...byId };
    for (const [photo, patch] of patches) {
      const view = byId[photo];
      if (view !== undefined) next[photo] = { ...view, ...patch };
    }
    return { byId: next };
  });
}

/** Sets the marks of several photos at once. */
export function setMarks(marked: ReadonlyMap<PhotoHandle, PhotoMarks>): void {
  setPhotos(new Map([...marked].map(([photo, marks]) => [photo, { marks }])));
}

/** A photo that is not shown got another look, so its small result is due again. */
export function remake(photo: PhotoHandle): void {
  const { active, byId } = photos.getState();
  if (photo !== active && byId[photo]?.error === null) setPhoto(photo, { status: 'waiting' });
}

/** A result of the photo was written. */
export function addSave(photo: PhotoHandle, saved: SavedLook): void {
  const saves = photos.getState().byId[photo]?.saves ?? [];
  setPhoto(photo, { saves: [...saves, saved] });
}

/** Results of several photos were written. */
export function addSaves(added: ReadonlyMap<PhotoHandle, SavedLook>): void {
  photos.setState(({ byId }) => {
    const next = { ...byId };
    for (const [photo, saved] of added) {
      const view = byId[photo];
      if (view !== undefined) next[photo] = { ...view, saves: [...view.saves, saved] };
    }
    return { byId: next };
  });
}

/** A written result was removed again. */
export function dropSave(photo: PhotoHandle, save: string): void {
  const saves = photos.getState().byId[photo]?.saves ?? [];
  setPhoto(photo, { saves: saves.filter((saved) => saved.save !== save) });
}

/** The pixels of an opened photo showed that its file is damaged. `status` says whether a part is visible. */
export function markDamaged(photo: PhotoHandle, status: 'damaged' | 'failed', error: WireError): void {
  const entry = photos.getState().byId[photo]?.entry;
  if (entry !== undefined) setPhoto(photo, { entry: { ...entry, error }, status, error, progress: null });
}

/** The file of a damaged photo was repaired meanwhile, so the photo starts fresh. */
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
