import type { ProviderChoice } from '@contract';
import { unlessAborted } from '../unlessAborted';
import { openModel, type OpenContext, type OpenModel } from './openModel';
import type { Model } from './registry';

/** A session on loan. Whoever acquired it disposes it. */
export type Lease = { open: OpenModel } & AsyncDisposable;

export type PoolOptions = OpenContext & {
  /** How long an unused session is kept, ms. Default: a minute. */
  idleMs?: number;
};

type Entry = {
  opening: Promise<OpenModel>;
  /** Aborts the opening when nobody waits for it any more. */
  stop: AbortController;
  users: number;
  timer?: NodeJS.Timeout;
};

/** Owns the sessions: one for each model and provider, shared by all callers, released when idle. */
export class SessionPool {
  readonly #options: PoolOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @throws CandelaError as `openModel`; the signal's reason when it is aborted */
  async acquire(model: Model, choice: ProviderChoice, { signal }: { signal: AbortSignal }): Promise<Lease> {
    signal.throwIfAborted();
    const key = `${model.card.sha256} ${choice}`;
    const entry = this.#entries.get(key) ?? this.#open(key, model, choice);
    clearTimeout(entry.timer);
    entry.users += 1;
    const leave = () => {
      this.#leave(key, entry);
    };
    try {
      const open = await unlessAborted(entry.opening, signal);
      return { open, [Symbol.asyncDispose]: once(leave) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Releases all sessions. Leases that are still out must not be used any more. */
  async dispose(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map(release));
  }

  #open(key: string, model: Model, choice: ProviderChoice): Entry {
    const { verdicts, create } = this.#options;
    const stop = new AbortController();
    const opening = openModel(model, choice, { verdicts, ...(create && { create }), signal: stop.signal });
    const entry: Entry = { opening, stop, users: 0 };
    this.#entries.set(key, entry);
    // The failure is not kept, because the model may be repaired meanwhile.
    opening.catch(() => {
      this.#forget(key, entry);
    });
    return entry;
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  #leave(key: string, entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.timer = setTimeout(() => {
      this.#forget(key, entry);
      void release(entry);
    }, this.#options.idleMs ?? 60_000);
    entry.timer.unref();
  }
}

async function release({ opening, stop, timer }: Entry): Promise<void> {
  clearTimeout(timer);
  stop.abort();
  const open = await opening.catch(() => undefined);
  await open?.session.release();
}

function once(action: () => void): () => Promise<void> {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
    return Promise.resolve();
  };
}
