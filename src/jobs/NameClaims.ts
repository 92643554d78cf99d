import type { BigIntStats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CandelaError, type ConflictPolicy } from '@contract';
import { longestName, nameKey, utf8Length } from '@core';
import { fileId } from './findFiles';

/** What a result would like to be called. */
export type WantedName = { folder: string; name: string; extension: string };

export type Claim = { path: string; taken: boolean };

/**
 * Hands out the names of a batch's results, so that no two share one on any disk, and tells which are taken by files that are there
 * already. Ask in the order of the photos, one at a time: the answers depend on it.
 */
export class NameClaims {
  readonly #claimed = new Set<string>();
  readonly #folderKeys = new Map<string, string>();
  /** The next number to try for a name, so that thousands of results with one name do not count from 1 each. */
  readonly #next = new Map<string, number>();

  /** @param originals ids (`fileId`) of all inputs: no result may take the place of one. */
  constructor(
    private readonly policy: ConflictPolicy,
    private readonly originals: ReadonlySet<string>,
  ) {}

  /** A result of that path is being written: its name is not given out. */
  async hold(path: string): Promise<void> {
    this.#claimed.add(await this.#keyOf(path));
  }

  /**
   * The path of a result. Another result of the batch with that name makes it `-2`, whatever the policy; so does a file that is
   * there, with the policy `number`. With `skip` the answer is `taken`, and the photo is to be left out.
   * @throws CandelaError `output.nameTooLong`, `output.isInput`
   */
  async claim(wanted: WantedName): Promise<Claim> {
    const first = await this.#keyOf(numbered(wanted, 1));
    for (let count = this.#next.get(first) ?? 1; ; count += 1) {
      const path = numbered(wanted, count);
      const key = await this.#keyOf(path);
      if (this.#claimed.has(key)) continue;
      const taken = await exists(path);
      if (taken && this.policy === 'number') continue;
      if (this.policy === 'overwrite') await this.#refuseOriginals(path);
      this.#claimed.add(key);
      this.#next.set(first, count + 1);
      return { path, taken: taken && this.policy === 'skip' };
    }
  }

  async #keyOf(path: string): Promise<string> {
    return `${await this.#folderKey(dirname(path))}/${nameKey(basename(path))}`;
  }

  async #refuseOriginals(path: string): Promise<void> {
    const stats = await statsOf(path);
    if (stats && this.originals.has(fileId(stats))) throw new CandelaError('output.isInput', { file: path });
  }

  /**
   * One key for all paths of a folder. What exists of the path is told by the disk itself, which knows about links and its own
   * spelling; only what is still to be made is compared by name.
   */
  async #folderKey(folder: string): Promise<string> {
    const known = this.#folderKeys.get(folder);
    if (known !== undefined) return known;
    const stats = await statsOf(folder);
    const above = dirname(folder);
    const key =
      stats !== undefined || above === folder
        ? `${stats === undefined ? folder : fileId(stats)}:`
        : `${await this.#folderKey(above)}/${nameKey(basename(folder))}`;
    this.#folderKeys.set(folder, key);
    return key;
  }
}

function numbered({ folder, name, extension }: WantedName, count: number): string {
  const fileName = `${count === 1 ? name : `${name}-${count}`}.${extension}`;
  if (utf8Length(fileName) > longestName) throw new CandelaError('output.nameTooLong', { file: fileName });
  return join(folder, fileName);
}

// A path that cannot be looked at counts as free: writing to it will fail with the system's own reason.
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function statsOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
