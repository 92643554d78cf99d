import type { PhotoHandle } from '@contract';
import { newHandle } from '../photo/PhotoRegistry';

const mostRecent = 12;

/** The list with a path moved to the front, each path once. */
export function withRecent(recent: readonly string[], paths: readonly string[]): string[] {
  return [...new Set([...paths, ...recent])].slice(0, mostRecent);
}

/** Handles for recently opened photos, valid while the program runs. */
export class RecentHandles {
  readonly #byPath = new Map<string, PhotoHandle>();

  handleOf(path: string): PhotoHandle {
    const handle = this.#byPath.get(path) ?? newHandle();
    this.#byPath.set(path, handle);
    return handle;
  }

  pathOf(handle: PhotoHandle): string | undefined {
    return [...this.#byPath].find(([, known]) => known === handle)?.[0];
  }
}
