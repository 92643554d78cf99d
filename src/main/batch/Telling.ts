/** Least time between a change and the telling of it, ms. */
const changedMs = 100;
/** Least time between two tellings of what photos do by themselves: every telling takes time from the network. */
const pauseMs = 600;

/** Says when the page is to be told what happened to the batch: what comes close together is told at once. */
export class Telling {
  #timer: NodeJS.Timeout | undefined;
  #due = 0;
  #last = -Infinity;

  constructor(private readonly tell: () => void) {}

  /** Photos have come further, or are over. */
  follow(): void {
    this.#tellAt(Math.max(performance.now() + changedMs, this.#last + pauseMs));
  }

  /** A person did something. */
  soon(): void {
    this.#tellAt(performance.now() + changedMs);
  }

  #tellAt(due: number): void {
    if (this.#timer !== undefined && due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#last = performance.now();
      this.tell();
    }, due - performance.now());
  }
}
