import { CandelaError, type PhotoEntry, type PhotoHandle, type PhotoSummary } from '@contract';
import { findTruths } from '@jobs';
import { entryOf, type OpenPhoto } from '../photo/PhotoRegistry';
import { inspect } from './openPhotos';
import type { Services } from './Services';

type Options = { signal: AbortSignal };

/**
 * Opens the ground truth of a photo. An unreadable one becomes an entry with its error.
 * @throws CandelaError `truth.otherSize`
 */
export async function openTruth(
  services: Services,
  { photo, path }: { photo: PhotoHandle; path: string },
  options: Options,
): Promise<PhotoEntry> {
  const { name: file, page, summary } = services.registry.get(photo);
  const truth = await inspectTruth(services, { path, page }, options);
  if (truth.summary && summary && !isSameSize(truth.summary, summary)) {
    services.registry.close(truth.photo);
    const { width, height } = summary;
    const { width: truthWidth, height: truthHeight } = truth.summary;
    throw new CandelaError('truth.otherSize', {
      file,
      width,
      height,
      truth: truth.name,
      truthWidth,
      truthHeight,
    });
  }
  return entryOf(truth);
}

/** The truth's page that matches the photo's. A truth without that page may show only that one page. */
async function inspectTruth(
  services: Services,
  { path, page }: { path: string; page: number | undefined },
  options: Options,
): Promise<OpenPhoto> {
  const truth = await inspect(services, { path, page, role: 'truth' }, options);
  if (truth.error?.code !== 'photo.noPage') return truth;
  services.registry.close(truth.photo);
  return inspect(services, { path, role: 'truth' }, options);
}

/** The first readable file named like the photo's ground truth, with the photo's page and size. Null if there is none. */
export async function findTruth(
  services: Services,
  photo: PhotoHandle,
  options: Options,
): Promise<PhotoEntry | null> {
  const { path, page, summary } = services.registry.get(photo);
  for (const candidate of await findTruths(path)) {
    const truth = await inspect(services, { path: candidate, page, role: 'truth' }, options);
    if (truth.summary && summary && isSameSize(truth.summary, summary)) return entryOf(truth);
    services.registry.close(truth.photo);
  }
  return null;
}

function isSameSize(one: PhotoSummary, other: PhotoSummary): boolean {
  return one.width === other.width && one.height === other.height;
}
