import type { PhotoEntry, PhotoHandle, PhotoMarks } from '@contract';
import { call } from '../bridge';
import { noMarks, openPhoto, photos, setMarks } from '../state/photos';
import { selectedPhotos } from '../state/selection';
import { inBackground } from './failures';

/** Changes the marks of photos, and keeps them for the next time. */
function mark(wanted: readonly PhotoHandle[], change: (marks: PhotoMarks) => PhotoMarks): void {
  const { byId } = photos.getState();
  const changed = new Map(
    wanted.flatMap((photo): [PhotoHandle, PhotoMarks][] => {
      const view = byId[photo];
      return view === undefined || view.entry.isNote === true ? [] : [[photo, change(view.marks)]];
    }),
  );
  setMarks(changed);
  for (const [photo, marks] of changed)
    inBackground(call('marks.keep', { photo, marks }), byId[photo]?.entry.name ?? '');
}

export function rate(rating: number, wanted: readonly PhotoHandle[] = selectedPhotos()): void {
  mark(wanted, (marks) => ({ ...marks, rating }));
}

/** Rejects photos. If all of them are rejected, takes that back. */
export function toggleRejected(wanted: readonly PhotoHandle[] = selectedPhotos()): void {
  const { byId } = photos.getState();
  const isRejected = wanted.some((photo) => byId[photo]?.marks.isRejected === false);
  mark(wanted, (marks) => ({ ...marks, isRejected }));
}

/** Gives photos the marks that they had when they were open last. */
export async function restoreMarks(entries: readonly PhotoEntry[]): Promise<void> {
  const found = await Promise.all(entries.map(({ photo }) => findMarks(photo)));
  const kept = new Map(
    entries.flatMap(({ photo }, index): [PhotoHandle, PhotoMarks][] => {
      const marks = found[index] ?? noMarks;
      const isMarked = marks.isRejected || marks.rating > 0;
      // A person may have marked the photo meanwhile.
      return isMarked && openPhoto(photo)?.marks === noMarks ? [[photo, marks]] : [];
    }),
  );
  if (kept.size > 0) setMarks(kept);
}

async function findMarks(photo: PhotoHandle): Promise<PhotoMarks> {
  try {
    return await call('marks.find', { photo });
  } catch (error) {
    // The photo was closed meanwhile.
    if (openPhoto(photo) !== null) throw error;
    return noMarks;
  }
}
