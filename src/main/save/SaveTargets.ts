import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { CandelaError, formats, OutputFormat, type ConflictPolicy, type PhotoHandle } from '@contract';
import { newHandle } from '../photo/PhotoRegistry';

/** A file that a person named for a result. `policy` says what happens if the name is taken when the result is written. */
export type SaveTarget = {
  readonly path: string;
  readonly format: OutputFormat;
  readonly policy: ConflictPolicy;
};

/** The files that a person named for results. The page knows them by handle. */
export class SaveTargets {
  readonly #targets = new Map<PhotoHandle, SaveTarget>();

  add(target: SaveTarget): PhotoHandle {
    const handle = newHandle();
    this.#targets.set(handle, target);
    return handle;
  }

  /** @throws CandelaError `photo.closed` for a handle that was never given */
  get(handle: PhotoHandle): SaveTarget {
    const target = this.#targets.get(handle);
    if (!target) throw new CandelaError('photo.closed');
    return target;
  }
}

/**
 * The target for a typed name. Its extension decides the format. A name without one gets that of the suggestion, and since the dialog
 * asked about another name, it then replaces nothing.
 */
export function targetOf(typed: string, suggested: { path: string; format: OutputFormat }): SaveTarget {
  const extension = extname(typed).slice(1).toLowerCase();
  const format = OutputFormat.options.find((id) => formats[id].extensions.includes(extension));
  if (format !== undefined) return { path: typed, format, policy: 'overwrite' };
  return { path: `${typed}${extname(suggested.path)}`, format: suggested.format, policy: 'number' };
}

/**
 * The dialog lets a person choose any file. An open photo is an original, even if it was a result once.
 * @throws CandelaError `output.isInput`
 */
export async function assertNoOriginal(path: string, originals: readonly string[]): Promise<void> {
  const wanted = await stat(path, { bigint: true }).catch(() => null);
  for (const original of originals) {
    const isSamePath = original === path;
    const found =
      wanted === null || isSamePath ? null : await stat(original, { bigint: true }).catch(() => null);
    const isSameFile =
      found !== null && found.ino !== 0n && found.ino === wanted?.ino && found.dev === wanted.dev;
    if (isSamePath || isSameFile) throw new CandelaError('output.isInput', { file: basename(original) });
  }
}
