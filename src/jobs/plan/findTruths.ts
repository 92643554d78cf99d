import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { splitName } from '@core';
import { hasPhotoName } from './photoNames';

/** Folder names for ground truths that the field's data sets use. */
const truthFolders = ['truth', 'gt', 'high', 'normal', 'reference', 'ground-truth'];

/** The names in a folder; empty if it cannot be read. */
export type ListNames = (folder: string) => Promise<readonly string[]>;

/**
 * Paths that may be a photo's ground truth, likeliest first. First the same name in a folder called truth, gt, high, normal,
 * reference or ground-truth, beside the photo or beside its folder. Then NAME-truth beside the photo. The extension may differ.
 */
export async function findTruths(path: string, list: ListNames = namesIn): Promise<string[]> {
  const folder = dirname(path);
  const own = splitName(basename(path));
  const found: string[] = [];
  for (const above of new Set([folder, dirname(folder)])) {
    const folders = truthFoldersAmong(await list(above)).map((name) => join(above, name));
    for (const candidate of folders.filter((other) => other !== folder))
      found.push(...photosNamed(own, candidate, await list(candidate)));
  }
  return [...found, ...photosNamed({ ...own, name: `${own.name}-truth` }, folder, await list(folder))];
}

function truthFoldersAmong(names: readonly string[]): string[] {
  return truthFolders.flatMap((truth) => names.filter((name) => name.toLowerCase() === truth));
}

type FileName = ReturnType<typeof splitName>;

/** Photos with that name. Those with the same extension come first. */
function photosNamed(wanted: FileName, folder: string, names: readonly string[]): string[] {
  const same = names.filter((name) => hasPhotoName(name) && splitName(name).name === wanted.name);
  const rank = (name: string): number => (splitName(name).extension === wanted.extension ? 0 : 1);
  return same.sort((a, b) => rank(a) - rank(b)).map((name) => join(folder, name));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
