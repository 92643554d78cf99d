import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CandelaError, type ConflictPolicy } from '@contract';
import { longestName, nameKey, numberedName, utf8Length } from '@core';
import { exists } from '@disk';
import { fileId } from './findFiles';

/** The wanted name of a result. */
export type WantedName = { folder: string; name: string; extension: string };

export type Claim = { path: string; taken: boolean };

/**
 * Assigns the names of a batch's results. No two results share a name on any disk, and names of existing files are noticed. Ask in
 * the order of the photos, one at a time, because the answers depend on the order.
 */
export class NameClaims {
  readonly #claimed = new Set<string>();
  readonly #folderKeys = new Map<string, string>();
  /** The next number to try for a name. Without it, thousands of results with one name would each count from 1. */
  readonly #next = new Map<string, number>();

  /** @param originals ids (`fileId`) of all inputs. No result may replace one of them. */
  constructor(
    private readonly policy: ConflictPolicy,
    private readonly originals: ReadonlySet<string>,
  ) {}

  /** Reserves the path of a result that is being written. */
  async hold(path: string): Promise<void> {
    this.#claimed.add(await this.#keyOf(path));
  }

  /** Leaves a name to another share of the batch. Whether its result exists already does not matter. */
  async leave(wanted: WantedName): Promise<void> {
    for (let count = 1; ; count += 1) {
      const key = await this.#keyOf(numbered(wanted, count));
      if (this.#claimed.has(key)) continue;
      this.#claimed.add(key);
      return;
    }
  }

  /**
   * The path of a result. If another result of the batch has that name, it gets `-2`, whatever the policy. The policy `number` does
   * the same for existing files. With `skip` the answer is `taken`, and the photo is left out, unless the file was made from something
   * else.
   * @param isOther whether an existing file is known to be the result of another content
   * @throws CandelaError `output.nameTooLong`, `output.isInput`
   */
  async claim(
    wanted: WantedName,
    isOther: (path: string) => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<Claim> {
    const first = await this.#keyOf(numbered(wanted, 1));
    for (let count = this.#next.get(first) ?? 1; ; count += 1) {
      const path = numbered(wanted, count);
      const key = await this.#keyOf(path);
      if (this.#claimed.has(key)) continue;
      const taken = await exists(path);
      if (taken && this.policy === 'number') continue;
      if (taken && this.policy === 'skip' && (await isOther(path))) continue;
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
   * One key for all paths of a folder. The disk identifies the part of the path that exists, because it knows links and its own
   * spelling. The part that does not exist yet is compared by name.
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
  const fileName = `${numberedName(name, count)}.${extension}`;
  if (utf8Length(fileName) > longestName) throw new CandelaError('output.nameTooLong', { file: fileName });
  return join(folder, fileName);
}

async function statsOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
