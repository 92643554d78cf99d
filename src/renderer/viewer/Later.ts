/** A callback with a delay. */
export class Later {
  readonly #act: () => void;
  #timer: number | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Runs it within `ms`. Further calls do not postpone it. */
  within(ms: number): void {
    this.#timer ??= window.setTimeout(() => {
      this.now();
    }, ms);
  }

  /** Runs it `ms` after the last call. */
  after(ms: number): void {
    this.cancel();
    this.within(ms);
  }

  now(): void {
    this.cancel();
    this.#act();
  }

  cancel(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
