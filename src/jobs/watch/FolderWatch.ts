import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAbort, systemReason } from '@contract';
import { isMissing } from '@disk';
import { hasPhotoName, isHidden } from '../plan/photoNames';
import { Arrivals, usualArrivalTimes, type ArrivalTimes, type Seen } from './Arrivals';
import { byName } from '@core';

export type FolderWatchOptions = {
  /** Absolute path. It need not be there all the time. */
  readonly folder: string;
  readonly recursive: boolean;
  /** Absolute path of a folder whose content is never looked at. */
  readonly out: string;
  readonly signal: AbortSignal;
  /** The folder went away, with the reason in words, or it is back. */
  readonly onFolder: (state: { isThere: true } | { isThere: false; reason: string }) => void;
  readonly times?: ArrivalTimes;
  /** Time between two looks, ms. */
  readonly pollMs?: number;
};

const usualPollMs = 1000;

/** A look at a large folder on a slow disk may take long. Looking takes at most this part of the time. */
const lookingShare = 0.1;

/**
 * Watches a folder by looking at it again and again. What the system reports of changes is of no use on network disks and in synced
 * folders.
 */
export class FolderWatch {
  readonly #arrivals: Arrivals;
  #isThere = true;
  #lastLookMs = 0;
  #isFirst = true;

  constructor(private readonly options: FolderWatchOptions) {
    this.#arrivals = new Arrivals(options.times ?? usualArrivalTimes);
  }

  /**
   * Waits for photos that are complete.
   * @returns their absolute paths, in the order of the folder
   * @throws AbortError
   */
  async next(): Promise<string[]> {
    const { signal, pollMs = usualPollMs } = this.options;
    for (;;) {
      if (!this.#isFirst)
        await delay(Math.max(pollMs, this.#lastLookMs / lookingShare), undefined, { signal });
      this.#isFirst = false;
      signal.throwIfAborted();
      const start = performance.now();
      const complete = this.#arrivals.note(await this.#look(), start);
      this.#lastLookMs = performance.now() - start;
      if (complete.length > 0) return complete;
    }
  }

  /** A photo looked unfinished. @returns whether it comes again later */
  retry(path: string): boolean {
    return this.#arrivals.retry(path, performance.now());
  }

  /** A photo was not worked on. It comes again with the next ones. */
  putBack(path: string): void {
    this.#arrivals.putBack(path);
  }

  async #look(): Promise<Map<string, Seen>> {
    const files = new Map<string, Seen>();
    try {
      await this.#lookInto(this.options.folder, files, new Set(await realOf(this.options.out)));
      if (!this.#isThere) this.options.onFolder({ isThere: true });
      this.#isThere = true;
    } catch (error) {
      if (isAbort(error)) throw error;
      const reason = isMissing(error) ? 'it is not there' : systemReason(error, 'read');
      if (this.#isThere) this.options.onFolder({ isThere: false, reason });
      this.#isThere = false;
    }
    return files;
  }

  /** @param visited real paths of folders that are not to be read (again) */
  async #lookInto(folder: string, files: Map<string, Seen>, visited: Set<string>): Promise<void> {
    this.options.signal.throwIfAborted();
    visited.add(await realpath(folder));
    const entries = await readdir(folder, { withFileTypes: true });
    for (const { name } of entries.sort((a, b) => byName(a.name, b.name))) {
      if (isHidden(name)) continue;
      const path = join(folder, name);
      // What has just gone is not there.
      const stats = await stat(path).catch(() => undefined);
      if (stats?.isFile() === true && hasPhotoName(name)) files.set(path, stats);
      if (stats?.isDirectory() !== true || !this.options.recursive) continue;
      const [real] = await realOf(path);
      if (real !== undefined && !visited.has(real))
        await this.#lookInto(path, files, visited).catch((error: unknown) => {
          if (isAbort(error)) throw error;
        });
    }
  }
}

/** The real path, or nothing where nothing is. */
async function realOf(path: string): Promise<string[]> {
  return realpath(path).then(
    (real) => [real],
    () => [],
  );
}
