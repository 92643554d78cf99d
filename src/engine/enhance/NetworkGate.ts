import { Priority } from '@contract';

/** The operations of the gate's holder. */
export type Turn = {
  /** Called between two tiles. Waits while more urgent work goes first. Rejects with the signal's reason when it is aborted. */
  pass(): Promise<void>;
  /** How long others went first since the gate was entered, ms. */
  readonly waitedMs: number;
};

/** The waiters of one priority. */
type Line = {
  readonly priority: Priority;
  /** Each admits its waiter. */
  readonly waiting: (() => void)[];
  /** The number of more urgent tiles that ran since this line last had the gate. */
  passedOver: number;
};

/** After this many more urgent tiles, a less urgent line gets one. A busy screen slows a save down but never stops it. */
const mostPassedOver = 8;

/**
 * The way to the network: one at a time, the most urgent first, equals in the order of arrival. A run is never interrupted. Between
 * two tiles the holder yields to more urgent work, and to work that was passed over too often.
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
      // It goes ahead of its equals, because it has begun and holds memory.
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

  /** The next tile belongs to this line, so the less urgent lines are passed over. */
  #take(line: Line): void {
    this.#isTaken = true;
    line.passedOver = 0;
    for (const other of this.#lines)
      if (other.waiting.length > 0 && this.#isMoreUrgent(line, other)) other.passedOver += 1;
  }

  /** The line that has waited too long, otherwise the most urgent one. */
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
