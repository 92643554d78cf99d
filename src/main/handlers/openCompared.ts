import { basename, dirname, join, sep } from 'node:path';
import { CandelaError, type PhotoEntry, type PhotoHandle } from '@contract';
import { dropLimits, expandDropped, type DroppedPhoto } from '../photo/expandDropped';
import { entryOf, newHandle } from '../photo/PhotoRegistry';
import type { Services } from './Services';

/** So many single files are a set each: a photo, its ground truth, and somebody's result. More are a folder's. */
const mostSingle = 3;

/** Pictures with the place that they belong to: a folder, or the file itself. */
type Placed = DroppedPhoto & { readonly place: string };

/**
 * Opens pictures to compare, unread. Each names its set: the folder that was dropped, the folders in it if it was dropped alone, or
 * the single file.
 * @throws CandelaError `photo.noneDropped`, `photo.tooMany`
 */
export async function openCompared(
  { registry }: Pick<Services, 'registry'>,
  dropped: readonly string[],
  options: { signal: AbortSignal },
): Promise<PhotoEntry[]> {
  const found: Placed[] = [];
  for (const path of dropped) {
    const { photos, left } = await expandDropped([path], options);
    if (left > 0)
      throw new CandelaError('photo.tooMany', {
        limit: dropLimits.photos,
        count: left,
        file: basename(path),
      });
    found.push(...photos.map((photo) => ({ ...photo, place: placeOf(photo, path, dropped.length === 1) })));
  }
  if (found.length === 0) throw new CandelaError('photo.noneDropped');
  const sets = new Map<string, PhotoHandle>();
  return gathered(found).map(({ path, place }) => {
    const id = sets.get(place) ?? newHandle();
    sets.set(place, id);
    return { ...entryOf(registry.add({ path, role: 'compared' })), set: { id, name: basename(place) } };
  });
}

function placeOf({ path, below }: DroppedPhoto, dropped: string, isAlone: boolean): string {
  if (path === dropped) return path;
  return isAlone ? join(dropped, below.split(sep)[0] ?? '') : dropped;
}

function gathered(found: readonly Placed[]): Placed[] {
  const single = found.filter(({ path, place }) => path === place);
  if (single.length <= mostSingle) return [...found];
  return found.map((photo) =>
    photo.path === photo.place ? { ...photo, place: dirname(photo.path) } : photo,
  );
}
