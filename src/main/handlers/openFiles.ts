import { CandelaError, type DropPurpose, type PhotoEntry } from '@contract';
import { dropLimits, droppedName, expandDropped } from '../photo/expandDropped';
import { openCompared } from './openCompared';
import { openChosen, tileSaying } from './openPhotos';
import { openTruth } from './truths';
import type { Services } from './Services';

/** Dropped files: photos to enhance, the ground truth of one, or pictures to compare. */
export async function openFiles(
  services: Services,
  { paths, purpose }: { paths: readonly string[]; purpose: DropPurpose },
  { signal }: { signal: AbortSignal },
): Promise<PhotoEntry[]> {
  if (purpose.kind === 'photos') return openDropped(services, paths, { signal });
  if (purpose.kind === 'pairs') return openCompared(services, paths, { signal });
  const { photos } = await expandDropped(paths, { signal });
  const [first] = photos;
  if (first === undefined) throw new CandelaError('photo.noneDropped');
  return [await openTruth(services, { photo: purpose.photo, path: first.path }, { signal })];
}

/**
 * Opens files that were dropped, named on the command line or passed by `open with`.
 * @throws CandelaError `photo.noneDropped`
 */
export async function openDropped(
  services: Services,
  dropped: readonly string[],
  options: { signal: AbortSignal },
): Promise<PhotoEntry[]> {
  const { photos, left } = await expandDropped(dropped, options);
  if (photos.length === 0) throw new CandelaError('photo.noneDropped');
  if (left === 0) return openChosen(services, photos, options);
  const name = droppedName(dropped);
  const details = { limit: dropLimits.photos, count: left, file: name };
  const note = tileSaying(name, new CandelaError('photo.tooMany', details));
  return openChosen(services, photos, { ...options, note });
}
