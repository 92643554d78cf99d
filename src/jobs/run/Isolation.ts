import { CandelaError } from '@contract';

/**
 * Why work ended early. `own`: it failed by itself. The others were cut off: `innocent` work may run among others again, a `suspect`
 * must run alone, and what is `guilty` has failed.
 */
export type Verdict = 'own' | 'innocent' | 'suspect' | 'guilty';

export type WorkOptions<Result> = {
  /** What work that was cut off had finished all the same; null if nothing. */
  readonly found?: (() => Promise<Result | null>) | undefined;
  /** @param isAlone nothing else was running */
  readonly judge?: (error: unknown, isAlone: boolean) => Verdict;
};

type Attempt<Result> = { readonly result: Result } | { readonly verdict: Verdict; readonly error: unknown };

/**
 * Finds out whose fault it is when the engine's process dies. What was running at that moment is done again, each alone, once. What
 * dies alone has failed; the rest is done.
 */
export class Isolation {
  #running = 0;
  /** Set while one runs alone or waits to. */
  #closed: Promise<void> | null = null;
  #onIdle: () => void = () => undefined;

  /** @throws what the work throws; `engine.crashed` when it died alone */
  async run<Result>(work: () => Promise<Result>, options: WorkOptions<Result> = {}): Promise<Result> {
    const { judge = judgeDeath, found = nothing } = options;
    let attempt = await this.#among(work, judge);
    while (!('result' in attempt)) {
      const { verdict, error } = attempt;
      if (verdict === 'own') throw error;
      const finished = await found();
      if (finished !== null) return finished;
      if (verdict === 'guilty') throw error;
      attempt = await (verdict === 'suspect' ? this.#alone(work, judge) : this.#among(work, judge));
    }
    return attempt.result;
  }

  async #among<Result>(work: () => Promise<Result>, judge: Judge): Promise<Attempt<Result>> {
    while (this.#closed !== null) await this.#closed;
    return this.#attempt(work, judge);
  }

  async #alone<Result>(work: () => Promise<Result>, judge: Judge): Promise<Attempt<Result>> {
    while (this.#closed !== null) await this.#closed;
    let open: () => void = () => undefined;
    this.#closed = new Promise((resolve) => {
      open = resolve;
    });
    try {
      if (this.#running > 0)
        await new Promise<void>((resolve) => {
          this.#onIdle = resolve;
        });
      return await this.#attempt(work, judge);
    } finally {
      this.#onIdle = () => undefined;
      this.#closed = null;
      open();
    }
  }

  async #attempt<Result>(work: () => Promise<Result>, judge: Judge): Promise<Attempt<Result>> {
    this.#running += 1;
    try {
      return { result: await work() };
    } catch (error) {
      return { verdict: judge(error, this.#running === 1), error };
    } finally {
      // A process that dies fails all its work in one turn of the event loop. Each of them has to see the others.
      setImmediate(() => {
        this.#running -= 1;
        if (this.#running === 0) this.#onIdle();
      });
    }
  }
}

type Judge = (error: unknown, isAlone: boolean) => Verdict;

const nothing = (): Promise<null> => Promise.resolve(null);

/** Whether the process died under the work. */
export function isDeath(error: unknown): boolean {
  return error instanceof CandelaError && error.code === 'engine.crashed';
}

function judgeDeath(error: unknown, isAlone: boolean): Verdict {
  if (!isDeath(error)) return 'own';
  return isAlone ? 'guilty' : 'suspect';
}
