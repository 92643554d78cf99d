/** Least time between a change and the telling of it, ms. */
const changedMs = 100;
/**
 * Least time between two tellings of what photos do by themselves, ms. Where no graphics card draws the page, every telling takes time
 * from the network.
 */
const pauseMs = { card: 300, processor: 900 } as const;

/** Says when the page is to be told what happened to the batch: what comes close together is told at once. */
export class Telling {
  #timer: NodeJS.Timeout | undefined;
  #due = 0;
  #last = -Infinity;

  constructor(
    private readonly tell: () => void,
    private readonly drawsOnProcessor: () => boolean,
  ) {}

  /** Photos have come further, or are over. */
  follow(): void {
    const pause = this.drawsOnProcessor() ? pauseMs.processor : pauseMs.card;
    this.#tellAt(Math.max(performance.now() + changedMs, this.#last + pause));
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
