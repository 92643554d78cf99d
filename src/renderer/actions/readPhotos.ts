import type { PhotoEntry, PhotoHandle } from '@contract';
import { call } from '../bridge';
import { describePhotos, isUnread, photos, showPhoto } from '../state/photos';
import { sight } from '../state/sight';
import { reportFailure } from './failures';

/** So many photos are read with one call: few enough that those which come into sight meanwhile do not wait long. */
const atOnce = 24;

/** Told about photos that were read. */
type OnRead = (entries: readonly PhotoEntry[]) => void;

let isReading = false;
/** The next unread photo, where nobody looks. All before it in the order are read. */
let next = 0;
let lastOrder: readonly PhotoHandle[] = [];

/** The photos to be read now: the shown one, those in sight, then the others in their order. */
function wanted(): PhotoHandle[] {
  const { active, order, byId } = photos.getState();
  const isWanted = (photo: PhotoHandle): boolean => {
    const view = byId[photo];
    return view !== undefined && isUnread(view);
  };
  if (order !== lastOrder) [next, lastOrder] = [0, order];
  const chosen = new Set([active ?? '', ...sight.getState().photos].filter(isWanted));
  for (; next < order.length && chosen.size < atOnce; next += 1) {
    const photo = order[next] ?? '';
    if (isWanted(photo)) chosen.add(photo);
  }
  return [...chosen].slice(0, atOnce);
}

/** Reads photos that were opened unread, a few at a time, until none is left. Call it after every change. */
export function readPhotos(onRead: OnRead): void {
  if (isReading) return;
  const some = wanted();
  if (some.length === 0) return;
  isReading = true;
  void read(some, onRead);
}

async function read(some: readonly PhotoHandle[], onRead: OnRead): Promise<void> {
  const shown = photos.getState().active;
  try {
    const entries = await call('photos.inspect', { photos: [...some] });
    photos.setState((state) => describePhotos(state, entries));
    skipRefused(shown, entries);
    isReading = false;
    onRead(entries);
    readPhotos(onRead);
  } catch (error) {
    // Nothing more is read until something changes. The failure says why.
    isReading = false;
    reportFailure(error, '');
  }
}

/** The first of many photos is shown before it is read. If it is refused, the first good one of those read with it takes its place. */
function skipRefused(shown: PhotoHandle | null, entries: readonly PhotoEntry[]): void {
  const first = entries.find(({ photo }) => photo === shown);
  if (first?.error === undefined || photos.getState().active !== shown) return;
  showPhoto(entries.find(({ error }) => error === undefined)?.photo ?? null);
}
