import { unlessAborted } from '../unlessAborted';
import type { Model } from '../model/registry';
import { openNetwork, type OpenedNetwork } from './OpenedNetwork';

type Options = { signal: AbortSignal };

type Entry = { readonly opening: Promise<OpenedNetwork>; users: number; timer?: NodeJS.Timeout };

/** How long a network stays open when nobody asks for its values, ms. */
const idleMs = 60_000;

/** Networks that are opened up. One is kept for a minute after its last use, because their values take much memory. */
export class OpenNetworks {
  readonly #entries = new Map<string, Entry>();
  readonly #idleMs: number;

  constructor({ idle = idleMs }: { idle?: number } = {}) {
    this.#idleMs = idle;
  }

  /** How many networks are open. */
  get size(): number {
    return this.#entries.size;
  }

  /** Works with a network that is opened up. @throws CandelaError `network.closed` */
  async within<T>(
    model: Model,
    work: (network: OpenedNetwork) => Promise<T>,
    { signal }: Options,
  ): Promise<T> {
    const key = model.card.sha256;
    const entry = this.#entries.get(key) ?? this.#open(key, model);
    clearTimeout(entry.timer);
    entry.users += 1;
    try {
      return await work(await unlessAborted(entry.opening, signal));
    } finally {
      entry.users -= 1;
      if (entry.users === 0) this.#leave(key, entry);
    }
  }

  /** Frees all networks that nobody uses now, and the others when their users are done. */
  async release(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.filter(({ users }) => users === 0).map(close));
  }

  #open(key: string, model: Model): Entry {
    for (const [other, entry] of this.#entries) if (entry.users === 0) this.#close(other, entry);
    const entry: Entry = { opening: openNetwork(model), users: 0 };
    this.#entries.set(key, entry);
    // The failure is not kept, because the file may be repaired meanwhile.
    entry.opening.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry;
  }

  #leave(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) {
      void close(entry);
      return;
    }
    entry.timer = setTimeout(() => {
      this.#close(key, entry);
    }, this.#idleMs);
    entry.timer.unref();
  }

  #close(key: string, entry: Entry): void {
    this.#entries.delete(key);
    void close(entry);
  }
}

async function close({ opening, timer }: Entry): Promise<void> {
  clearTimeout(timer);
  const network = await opening.catch(() => undefined);
  await network?.[Symbol.asyncDispose]();
}
