import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fillText, mostPhotos } from '@contract';
import { defaultFolder, hasPhotoName, isHidden } from '@jobs';
import { dropText } from '../text';
import { byName } from '@core';

/** How many photos one drop may open, and how deep folders are searched. */
export const dropLimits = { photos: mostPhotos, depth: 4 } as const;

/** A photo of a drop: its absolute path, and its folder inside the dropped one. `below` is empty for what lies in no subfolder. */
export type DroppedPhoto = { readonly path: string; readonly below: string };

export type Dropped = {
  /** Each file once. */
  readonly photos: DroppedPhoto[];
  /** Number of photos left out because there were too many. */
  readonly left: number;
};

/**
 * The photos in a drop. Dropped files are all taken, and the engine reports what is wrong with one.
 * From folders come files named as photos, without hidden ones and earlier results.
 */
export async function expandDropped(
  dropped: readonly string[],
  { signal }: { signal: AbortSignal },
): Promise<Dropped> {
  const found = new Map<string, DroppedPhoto>();
  for (let from = 0; from < dropped.length; from += lookedAtTogether) {
    const some = dropped.slice(from, from + lookedAtTogether);
    const lists = await Promise.all(some.map((path) => filesBehind(path, signal)));
    for (const { real, ...photo } of lists.flat()) if (!found.has(real)) found.set(real, photo);
  }
  const photos = [...found.values()];
  return { photos: photos.slice(0, dropLimits.photos), left: Math.max(0, photos.length - dropLimits.photos) };
}

/** Thousands of files may be dropped. Looked at one by one, they would keep a person waiting. */
const lookedAtTogether = 64;

type FoundFile = DroppedPhoto & { readonly real: string };

/** The files of one dropped item. What a folder lists as a file is no link, so the folder alone is followed. */
async function filesBehind(path: string, signal: AbortSignal): Promise<FoundFile[]> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  const real = await realpath(path).catch(() => path);
  if (!isFolder) return [{ path, real, below: '' }];
  const files = await photosIn(path, dropLimits.depth, signal);
  return files.map((file) => ({
    path: file,
    real: join(real, relative(path, file)),
    below: relative(path, dirname(file)),
  }));
}

async function photosIn(folder: string, depth: number, signal: AbortSignal): Promise<string[]> {
  signal.throwIfAborted();
  // An unreadable folder counts as empty. If nothing is left, the answer reports it.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const seen = entries.filter(({ name }) => !isHidden(name)).sort((a, b) => byName(a.name, b.name));
  const files = seen.filter((entry) => entry.isFile() && hasPhotoName(entry.name));
  const folders =
    depth > 1 ? seen.filter((entry) => entry.isDirectory() && entry.name !== defaultFolder) : [];
  const paths = files.map(({ name }) => join(folder, name));
  for (const { name } of folders) paths.push(...(await photosIn(join(folder, name), depth - 1, signal)));
  return paths;
}

/** The name of a single dropped item, for a sentence, else their number. */
export function droppedName(dropped: readonly string[]): string {
  const [first = ''] = dropped;
  return dropped.length === 1 ? basename(first) : fillText(dropText.several, { count: dropped.length });
}
