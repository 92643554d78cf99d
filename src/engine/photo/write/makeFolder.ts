import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CandelaError, systemCode } from '@contract';
import { outputError } from './outputError';

/** Folders that were made here and have not been seen to hold a result. Several results may be on their way into one. */
const made = new Set<string>();

/**
 * Makes the folder of a result and those above it.
 * @throws CandelaError `output.notAFolder`, `output.notWritable`
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder, true);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new CandelaError('output.notAFolder', { file: await fileInTheWay(folder) }, { cause: error });
    }
    throw outputError(error, folder);
  }
}

/** A result lies in the folder: from now on it belongs to the person. */
export function keepFolder(folder: string): void {
  for (let path = folder; made.delete(path); path = dirname(path));
}

/** After a result that was not written: removes what `makeFolder` made, unless something lies in it. */
export async function unmakeFolder(folder: string): Promise<void> {
  for (let path = folder; dirname(path) !== path; path = dirname(path)) {
    // Making the folders may have ended halfway.
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    if (isThere && !made.has(path)) return;
    // Where another result is on its way into the folder, that one clears up in its turn.
    if (isThere && !(await isRemoved(path))) return;
    made.delete(path);
  }
}

async function isRemoved(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}

/** The part of a path that is a file where a folder should be. */
export async function fileInTheWay(folder: string): Promise<string> {
  for (let path = folder; dirname(path) !== path; path = dirname(path)) {
    try {
      if (!(await stat(path)).isDirectory()) return path;
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
  }
  return folder;
}

/** Like `mkdir -p`; Node's own never returns where a file system cannot make folders at all, as under /proc. */
async function makeFolders(folder: string, mayMakeParent: boolean): Promise<void> {
  try {
    await mkdir(folder);
    made.add(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    const parent = dirname(folder);
    if (code !== 'ENOENT' || !mayMakeParent || parent === folder) throw error;
    await makeFolders(parent, true);
    await makeFolders(folder, false);
  }
}
