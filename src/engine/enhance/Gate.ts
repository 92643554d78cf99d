type Waiting = { amount: number; admit: () => void };

/** Admits in the order of arrival while the sum of the amounts inside stays within the capacity. */
export class Gate {
  readonly #capacity: number;
  readonly #queue: Waiting[] = [];
  #inside = 0;

  /** @param capacity in the unit of the amounts: bytes, or 1 to admit one at a time */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /**
   * Waits for admission. An amount above the capacity is admitted alone.
   * @returns a pass that leaves the gate when disposed
   */
  async enter(amount: number, { signal }: { signal: AbortSignal }): Promise<Disposable> {
    signal.throwIfAborted();
    if (this.#queue.length > 0 || !this.#fits(amount)) await this.#wait(amount, signal);
    else this.#inside += amount;
    let left = false;
    return {
      [Symbol.dispose]: () => {
        if (left) return;
        left = true;
        this.#inside -= amount;
        this.#admit();
      },
    };
  }

  /** Enters, works and leaves, also when the work fails. */
  async within<T>(amount: number, work: () => Promise<T>, options: { signal: AbortSignal }): Promise<T> {
    const stay = await this.enter(amount, options);
    try {
      return await work();
    } finally {
      stay[Symbol.dispose]();
    }
  }

  #fits(amount: number): boolean {
    return this.#inside === 0 || this.#inside + amount <= this.#capacity;
  }

  #wait(amount: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        amount,
        admit: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(signal.reason as Error);
        this.#admit();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#queue.push(waiting);
    });
  }

  #admit(): void {
    for (let next = this.#queue[0]; next !== undefined && this.#fits(next.amount); next = this.#queue[0]) {
      this.#queue.shift();
      this.#inside += next.amount;
      next.admit();
    }
  }
}
