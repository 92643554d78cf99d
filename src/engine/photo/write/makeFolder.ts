import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CandelaError, systemCode } from '@contract';
import { fileFailure } from '@disk';

/** Folders that were made here and do not contain a result yet. Several results may be on their way into one. */
const made = new Set<string>();

/**
 * Makes the folder of a result and those above it.
 * @throws CandelaError `output.notAFolder`, `output.notWritable`
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder, true);
  } catch (error) {
    throw await folderFailure(error, folder);
  }
}

/** A result was written to the folder, so it now belongs to the person. */
export function keepFolder(folder: string): void {
  for (let path = folder; made.delete(path); path = dirname(path));
}

/** Called after a result was not written. Removes the folders that `makeFolder` made, unless they contain something. */
export async function unmakeFolder(folder: string): Promise<void> {
  for (let path = folder; dirname(path) !== path; path = dirname(path)) {
    // Making the folders may have failed halfway.
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    if (isThere && !made.has(path)) return;
    // If another result is on its way into the folder, its own call cleans up.
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

/** Why a folder cannot take a result. If its path leads through a file, the failure names that file. */
export async function folderFailure(cause: unknown, folder: string): Promise<unknown> {
  if (!['EEXIST', 'ENOTDIR'].includes(systemCode(cause) ?? ''))
    return fileFailure(cause, { file: folder, act: 'write' });
  return new CandelaError('output.notAFolder', { file: await fileInTheWay(folder) }, { cause });
}

/** The part of a path that is a file instead of a folder. */
async function fileInTheWay(folder: string): Promise<string> {
  for (let path = folder; dirname(path) !== path; path = dirname(path)) {
    try {
      if (!(await stat(path)).isDirectory()) return path;
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
  }
  return folder;
}

/** Like `mkdir -p`. Node's own never returns on a file system that cannot make folders, such as under /proc. */
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
