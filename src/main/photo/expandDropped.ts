import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fillText } from '@contract';
import { defaultFolder, hasPhotoName, isHidden } from '@jobs';
import { dropText } from '../text';

/** How many photos one drop may open, and how deep folders are searched. */
export const dropLimits = { photos: 500, depth: 4 } as const;

export type Dropped = {
  /** Absolute paths, each file once. */
  readonly paths: string[];
  /** Number of photos left out because there were too many. */
  readonly left: number;
};

const byName = new Intl.Collator('en', { numeric: true }).compare;

/**
 * The photos in a drop. Dropped files are all taken, and the engine reports what is wrong with one.
 * From folders come files named as photos, without hidden ones and earlier results.
 */
export async function expandDropped(
  dropped: readonly string[],
  { signal }: { signal: AbortSignal },
): Promise<Dropped> {
  const found = new Map<string, string>();
  for (const path of dropped) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    const files = isFolder ? await photosIn(path, dropLimits.depth, signal) : [path];
    for (const file of files) {
      const real = await realpath(file).catch(() => file);
      if (!found.has(real)) found.set(real, file);
    }
  }
  const paths = [...found.values()];
  return { paths: paths.slice(0, dropLimits.photos), left: Math.max(0, paths.length - dropLimits.photos) };
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
