import { rm } from 'node:fs/promises';
import { Gate } from '../../../../../enhance/Gate';
import { ByteCache } from '../../../../../preview/ByteCache';
import type { DevelopedFile } from './developOutside';

type Options = { readonly signal: AbortSignal };
type Develop = (options: Options) => Promise<DevelopedFile>;

/** A file that stays until it is let go. */
export type HeldFile = { readonly file: DevelopedFile; readonly release: () => void };

/** Developed files that wait to be read again: at screen size first, then at full size. */
const mostKept = 2;

/** What programs developed. Each raw is developed once for all who ask at a time, and one after the other. */
export class DevelopedFiles {
  /** Such programs use all cores and much memory. */
  readonly #gate = new Gate(1);
  readonly #users = new Map<DevelopedFile, number>();
  readonly #gone = new Set<DevelopedFile>();
  readonly #kept = new ByteCache<DevelopedFile>(
    mostKept,
    () => 1,
    (file) => {
      this.#gone.add(file);
      this.#removeUnused(file);
    },
  );

  /** @param key tells the raw, its state and the way it is developed. Begins with the path and a line break */
  async hold(key: string, develop: Develop, options: Options): Promise<HeldFile> {
    const inTurn: Develop = (making) => this.#gate.within(1, () => develop(making), making);
    const file = await this.#kept.get(key, inTurn, options);
    this.#users.set(file, (this.#users.get(file) ?? 0) + 1);
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      this.#users.set(file, (this.#users.get(file) ?? 1) - 1);
      this.#removeUnused(file);
    };
    return { file, release };
  }

  /** The files are removed as soon as nobody reads them. */
  forget(prefix: string): void {
    this.#kept.forget(prefix);
  }

  #removeUnused(file: DevelopedFile): void {
    if ((this.#users.get(file) ?? 0) > 0 || !this.#gone.has(file)) return;
    this.#users.delete(file);
    this.#gone.delete(file);
    // What cannot be removed now goes when the process ends.
    rm(file.folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
