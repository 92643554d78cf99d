/** Counts the time in which a batch is at work. */
export class ActiveClock {
  #pastMs = 0;
  #since: number | null = null;

  /** @param now milliseconds of a monotonic clock */
  constructor(private readonly now: () => number) {}

  get ms(): number {
    return this.#pastMs + (this.#since === null ? 0 : this.now() - this.#since);
  }

  /** Starts or stops it. Nothing happens if it does so already. */
  turn(isActive: boolean): void {
    if (isActive === (this.#since !== null)) return;
    this.#pastMs = this.ms;
    this.#since = isActive ? this.now() : null;
  }

  reset(): void {
    this.#pastMs = 0;
    if (this.#since !== null) this.#since = this.now();
  }
}
