import { rename, readFile } from 'node:fs/promises';
import { atomicWrite } from './atomicWrite';

type Stored = Readonly<Record<string, unknown>>;

/** How one kind of file is read. Older versions are migrated, and invalid values fall back to defaults. */
export type FileKind<Value> = {
  /** The current version. Each file states its own in `version`. */
  readonly version: number;
  /** Step `n` turns version n into version n+1. */
  readonly migrations: Readonly<Record<number, (stored: Stored) => Stored>>;
  /** Takes the valid values from a stored object, key by key. */
  readonly salvage: (stored: Stored) => Value;
};

/**
 * A small state file of the app. An unreadable file is renamed to `.broken`, and defaults are used.
 * A file of a later version is renamed to `.newer`, so switching between versions loses nothing.
 */
export class JsonFile<Value> {
  #writing: Promise<void> = Promise.resolve();
  #next: string | undefined;

  constructor(
    private readonly path: string,
    private readonly kind: FileKind<Value>,
  ) {}

  async read(): Promise<Value> {
    const text = await readFile(this.path, 'utf8').catch(() => undefined);
    if (text === undefined) return this.kind.salvage({});
    const stored = parseObject(text);
    if (stored === undefined) {
      await this.#setAside('broken');
      return this.kind.salvage({});
    }
    const version = typeof stored['version'] === 'number' ? stored['version'] : 0;
    if (version > this.kind.version) await this.#setAside('newer');
    return this.kind.salvage({ ...this.#migrate(stored, version), version: this.kind.version });
  }

  /** Writes run one after another. If several are waiting, only the last is carried out. */
  write(value: Value): Promise<void> {
    const isWaiting = this.#next !== undefined;
    this.#next = `${JSON.stringify(value, null, 2)}\n`;
    if (!isWaiting) {
      // The previous write may have failed. Its caller has been told.
      this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeNext());
    }
    return this.#writing;
  }

  settled(): Promise<void> {
    return this.#writing.catch(() => undefined);
  }

  async #writeNext(): Promise<void> {
    const text = this.#next;
    this.#next = undefined;
    if (text !== undefined) await atomicWrite(this.path, text);
  }

  #migrate(stored: Stored, version: number): Stored {
    let migrated = stored;
    for (let from = version; from < this.kind.version; from += 1) {
      migrated = this.kind.migrations[from]?.(migrated) ?? migrated;
    }
    return migrated;
  }

  // If it cannot be moved, defaults are still used, and the next write replaces it.
  async #setAside(suffix: string): Promise<void> {
    await rename(this.path, `${this.path}.${suffix}`).catch(() => undefined);
  }
}

function parseObject(text: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
