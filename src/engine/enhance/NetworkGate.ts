import { Priority } from '@contract';

/** What a holder of the gate can do. */
export type Turn = {
  /** Between two tiles: waits while somebody goes first. Rejects with the signal's reason when it is aborted. */
  pass(): Promise<void>;
  /** For how long others went first since the gate was entered, ms. */
  readonly waitedMs: number;
};

/** Those of one priority. */
type Line = {
  readonly priority: Priority;
  /** Each lets its waiter in. */
  readonly waiting: (() => void)[];
  /** How many tiles of more urgent work went first since one of these had the gate. */
  passedOver: number;
};

/** After so many tiles of more urgent work the others have one: a busy screen slows a save down, and never stops it. */
const mostPassedOver = 8;

/**
 * The way to the network: one at a time, the most urgent first, equals in the order of arrival. A run is never interrupted; between
 * two tiles the holder steps back for whoever is more urgent, or has been passed over too often.
 */
export class NetworkGate {
  /** The most urgent first. */
  readonly #lines: readonly Line[] = Priority.options.map((priority) => ({
    priority,
    waiting: [],
    passedOver: 0,
  }));
  #isTaken = false;

  /** Enters, works and leaves, also when the work fails. */
  async within<T>(
    priority: Priority,
    work: (turn: Turn) => Promise<T>,
    { signal }: { signal: AbortSignal },
  ): Promise<T> {
    signal.throwIfAborted();
    const line = this.#lineOf(priority);
    if (this.#isTaken) await this.#wait(line, { signal });
    else this.#take(line);
    let [isInside, waitedMs] = [true, 0];
    const pass = async (): Promise<void> => {
      if (!this.#hasToStepBack(line)) return;
      const start = performance.now();
      isInside = false;
      // Ahead of its equals: it has begun, and holds the memory for it.
      const back = this.#wait(line, { signal, isFirst: true });
      this.#leave();
      await back;
      isInside = true;
      waitedMs += performance.now() - start;
    };
    try {
      return await work({
        pass,
        get waitedMs() {
          return waitedMs;
        },
      });
    } finally {
      if (isInside) this.#leave();
    }
  }

  #lineOf(priority: Priority): Line {
    const line = this.#lines.find((one) => one.priority === priority);
    if (!line) throw new RangeError(`there is no priority ${priority}`);
    return line;
  }

  #wait(line: Line, { signal, isFirst = false }: { signal: AbortSignal; isFirst?: boolean }): Promise<void> {
    const { waiting } = line;
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(admit), 1);
        if (waiting.length === 0) line.passedOver = 0;
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      if (isFirst) waiting.unshift(admit);
      else waiting.push(admit);
    });
  }

  #hasToStepBack(line: Line): boolean {
    const next = this.#next();
    if (next === undefined) return false;
    if (next !== line && (isOverdue(next) || this.#isMoreUrgent(next, line))) return true;
    this.#take(line);
    return false;
  }

  #leave(): void {
    this.#isTaken = false;
    const next = this.#next();
    if (next === undefined) return;
    this.#take(next);
    next.waiting.shift()?.();
  }

  /** The next tile is one of this line's: those that are less urgent are passed over. */
  #take(line: Line): void {
    this.#isTaken = true;
    line.passedOver = 0;
    for (const other of this.#lines)
      if (other.waiting.length > 0 && this.#isMoreUrgent(line, other)) other.passedOver += 1;
  }

  /** The line that has waited too long, else the most urgent. */
  #next(): Line | undefined {
    const waiting = this.#lines.filter((line) => line.waiting.length > 0);
    return waiting.find(isOverdue) ?? waiting[0];
  }

  #isMoreUrgent(one: Line, other: Line): boolean {
    return this.#lines.indexOf(one) < this.#lines.indexOf(other);
  }
}

function isOverdue({ passedOver }: Line): boolean {
  return passedOver >= mostPassedOver;
}
