import { lstat, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from '@disk';

/** The folders made by saves of this run. An undone or failed save leaves no empty folder behind. */
export class MadeFolders {
  readonly #made = new Set<string>();

  /** Call this before a result is written. It notes which parts of its folder do not exist yet. */
  async note(folder: string): Promise<void> {
    for (let path = folder; await isAbsent(path); path = dirname(path)) this.#made.add(path);
  }

  /** Removes the folder and its parents, if they were made here and are empty. */
  async removeEmpty(folder: string): Promise<void> {
    for (let path = folder; this.#made.has(path); path = dirname(path)) {
      try {
        await rmdir(path);
      } catch {
        // A folder that is no longer empty stays, and so do its parents. If it is already gone, the parents are still checked.
        if (!(await isAbsent(path))) return;
      }
      this.#made.delete(path);
    }
  }
}

async function isAbsent(path: string): Promise<boolean> {
  return lstat(path).then(() => false, isMissing);
}
