import type { Queue } from '@jobs';

/** Least time between a change and the telling of it, ms. */
const changedMs = 100;
/** The same where photos have only come further: every telling takes time from the network. */
const progressMs = 300;

/** Says when the page is to be told what happened to the batch: what comes close together is told at once. */
export class Telling {
  #timer: NodeJS.Timeout | undefined;
  #wait = 0;
  #entries: Queue['entries'] | undefined;

  constructor(private readonly tell: () => void) {}

  /** The queue is another one now. */
  follow({ entries }: Pick<Queue, 'entries'>): void {
    this.soon(entries === this.#entries ? progressMs : changedMs);
    this.#entries = entries;
  }

  soon(ms = changedMs): void {
    if (this.#timer !== undefined && ms >= this.#wait) return;
    clearTimeout(this.#timer);
    this.#wait = ms;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.tell();
    }, ms);
  }
}
