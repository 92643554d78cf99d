import { unlessAborted } from '../unlessAborted';

type Options = { signal: AbortSignal };

type Entry<T> = { readonly opening: Promise<T>; users: number; timer?: NodeJS.Timeout };

export type KeptOpenOptions<Wanted, T> = {
  readonly open: (wanted: Wanted) => Promise<T>;
  /** What is opened alike has one key. */
  readonly keyOf: (wanted: Wanted) => string;
  /** How long it stays open when nobody uses it, ms. Default: a minute. */
  readonly idle?: number | undefined;
};

const idleMs = 60_000;

/** Things that are slow to open and large. One stays open for a minute after its last use. */
export class KeptOpen<Wanted, T extends AsyncDisposable> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #options: KeptOpenOptions<Wanted, T>;

  constructor(options: KeptOpenOptions<Wanted, T>) {
    this.#options = options;
  }

  /** How many are open. */
  get size(): number {
    return this.#entries.size;
  }

  /** Works with what is open, or is opened for it. Throws what opening throws. */
  async within<R>(wanted: Wanted, work: (opened: T) => Promise<R>, { signal }: Options): Promise<R> {
    const key = this.#options.keyOf(wanted);
    const entry = this.#entries.get(key) ?? this.#open(key, wanted);
    clearTimeout(entry.timer);
    entry.users += 1;
    try {
      return await work(await unlessAborted(entry.opening, signal));
    } finally {
      entry.users -= 1;
      if (entry.users === 0) this.#leave(key, entry);
    }
  }

  /** Frees all that nobody uses now, and the others when their users are done. */
  async release(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.filter(({ users }) => users === 0).map(close));
  }

  #open(key: string, wanted: Wanted): Entry<T> {
    for (const [other, entry] of this.#entries) if (entry.users === 0) this.#close(other, entry);
    const entry: Entry<T> = { opening: this.#options.open(wanted), users: 0 };
    this.#entries.set(key, entry);
    // The failure is not kept, because the file may be repaired meanwhile.
    entry.opening.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry;
  }

  #leave(key: string, entry: Entry<T>): void {
    if (this.#entries.get(key) !== entry) {
      void close(entry);
      return;
    }
    entry.timer = setTimeout(() => {
      this.#close(key, entry);
    }, this.#options.idle ?? idleMs);
    entry.timer.unref();
  }

  #close(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    void close(entry);
  }
}

async function close<T extends AsyncDisposable>({ opening, timer }: Entry<T>): Promise<void> {
  clearTimeout(timer);
  const opened = await opening.catch(() => undefined);
  await opened?.[Symbol.asyncDispose]();
}
