import { unlessAborted } from '../unlessAborted';

type Entry<T> = {
  making: Promise<T>;
  /** Aborts the making when nobody waits for the value any more. */
  stop: AbortController;
  waiting: number;
  /** Whether somebody may ask for it again. */
  isWanted: boolean;
  /** Undefined while it is being made. */
  bytes?: number;
};

export type Wait = {
  signal: AbortSignal;
  /** This caller will not ask again. A value that only such callers asked for is not kept. */
  isPassing?: boolean | undefined;
};

export type Made<T> = (options: { signal: AbortSignal }) => Promise<T>;

/**
 * Expensive values within a limit of bytes. The least recently used value goes first. The newest stays even if it alone is too
 * large. Callers that ask for a value in the making wait for the same one.
 */
export class ByteCache<T> {
  readonly #capacity: number;
  readonly #sizeOf: (value: T) => number;
  readonly #onGone: (value: T) => void;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry<T>>();

  /** @param onGone receives each value that is no longer kept */
  constructor(capacity: number, sizeOf: (value: T) => number, onGone: (value: T) => void = () => undefined) {
    this.#capacity = capacity;
    this.#sizeOf = sizeOf;
    this.#onGone = onGone;
  }

  /** Size of the kept values, bytes. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  }

  /** The value of a key, made if it is missing. Callers must not change it. */
  async get(key: string, make: Made<T>, { signal, isPassing = false }: Wait): Promise<T> {
    signal.throwIfAborted();
    const entry = this.#entries.get(key) ?? this.#start(key, make);
    this.#use(key, entry);
    entry.isWanted ||= !isPassing;
    entry.waiting += 1;
    try {
      return await unlessAborted(entry.making, signal);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0 && (entry.bytes === undefined || !entry.isWanted)) this.#drop(key, entry);
    }
  }

  /** Keeps a value that was made elsewhere, in place of an older one. One that is being made goes on for those who wait. */
  put(key: string, value: T): void {
    const old = this.#entries.get(key);
    if (old?.bytes !== undefined) this.#remove(key, old);
    const [stop, bytes] = [new AbortController(), this.#sizeOf(value)];
    const entry: Entry<T> = { making: Promise.resolve(value), stop, waiting: 0, isWanted: true, bytes };
    this.#use(key, entry);
    this.#evict();
  }

  /** The value of a key if it was made already. */
  async kept(key: string): Promise<T | null> {
    const entry = this.#entries.get(key);
    if (entry?.bytes === undefined) return null;
    this.#use(key, entry);
    entry.isWanted = true;
    return await entry.making;
  }

  /** Drops a photo's values, including those in the making. */
  forget(prefix: string): void {
    for (const [key, entry] of this.#entries) {
      if (key.startsWith(prefix)) this.#drop(key, entry);
    }
  }

  #start(key: string, make: Made<T>): Entry<T> {
    const stop = new AbortController();
    const entry: Entry<T> = { making: make({ signal: stop.signal }), stop, waiting: 0, isWanted: false };
    entry.making.then(
      (value) => {
        entry.bytes = this.#sizeOf(value);
        if (this.#entries.get(key) !== entry) this.#onGone(value);
        this.#evict();
      },
      () => {
        this.#drop(key, entry);
      },
    );
    return entry;
  }

  #use(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  #drop(key: string, entry: Entry<T>): void {
    if (this.#entries.get(key) === entry) this.#remove(key, entry);
    entry.stop.abort();
  }

  #remove(key: string, { making, bytes }: Entry<T>): void {
    this.#entries.delete(key);
    if (bytes !== undefined) void making.then(this.#onGone);
  }

  #evict(): void {
    const made = [...this.#entries].filter(([, { bytes }]) => bytes !== undefined);
    let sum = this.bytes;
    for (const [key, entry] of made.slice(0, -1)) {
      if (sum <= this.#capacity) return;
      this.#remove(key, entry);
      sum -= entry.bytes ?? 0;
    }
  }
}
