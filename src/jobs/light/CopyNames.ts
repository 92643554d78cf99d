import { basename, dirname, extname, join } from 'node:path';
import { numberedName } from '@core';

/** The names of a batch's copies. Each is a name of its own, so that the same batch gives the same copies again. */
export class CopyNames {
  readonly #taken: Set<string>;
  readonly #copied = new Set<string>();

  /** @param results absolute paths that the batch's results will have */
  constructor(results: Iterable<string>) {
    this.#taken = new Set([...results].map(keyOf));
  }

  /** Null: the photo lies there already, or another page of it is copied. Absolute paths. */
  nameFor(path: string, folder: string): string | null {
    if (dirname(path) === folder || this.#copied.has(path)) return null;
    this.#copied.add(path);
    const extension = extname(path);
    const name = basename(path, extension);
    for (let number = 1; ; number += 1) {
      const wanted = join(folder, `${numberedName(name, number)}${extension}`);
      if (this.#taken.has(keyOf(wanted))) continue;
      this.#taken.add(keyOf(wanted));
      return wanted;
    }
  }
}

/** Some disks do not tell names apart that differ in case alone. */
function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
