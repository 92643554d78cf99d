import { lstat, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The folders that saves of this run made, so that a save that is undone or fails leaves no empty one behind. */
export class MadeFolders {
  readonly #made = new Set<string>();

  /** To be called before a result is written: what of its folder is missing will be made for it. */
  async note(folder: string): Promise<void> {
    for (let path = folder; await isMissing(path); path = dirname(path)) this.#made.add(path);
  }

  /** Removes the folder and those above it, as far as they were made here and hold nothing. */
  async removeEmpty(folder: string): Promise<void> {
    for (let path = folder; this.#made.has(path); path = dirname(path)) {
      try {
        await rmdir(path);
      } catch {
        // It holds something by now: it stays, and so does every folder above it. One that is already gone hides none above it.
        if (!(await isMissing(path))) return;
      }
      this.#made.delete(path);
    }
  }
}

async function isMissing(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );
}
