/** What tells two states of a file apart without reading it. */
export type Seen = { readonly size: number; readonly mtimeMs: number };

export type ArrivalTimes = {
  /** A file is taken when it has not changed for this long, ms. */
  readonly settleMs: number;
  /** A file that looked unfinished is tried again after this long, and after twice as long each further time, ms. */
  readonly retryMs: number;
  /** A file that still looks unfinished this long after its last change is what it is, ms. */
  readonly giveUpMs: number;
};

export const usualArrivalTimes: ArrivalTimes = { settleMs: 2000, retryMs: 4000, giveUpMs: 120_000 };

type Arrival = Seen & {
  /** When it was first seen in this state. */
  readonly since: number;
  /** When it may be taken; Infinity once it was. */
  dueAt: number;
  tries: number;
};

/** Files of a folder on their way in. Which of them are complete, by size and time alone. Times are of a monotonic clock, ms. */
export class Arrivals {
  readonly #arrivals = new Map<string, Arrival>();

  constructor(private readonly times: ArrivalTimes) {}

  /**
   * Takes note of all files that are there now. Files that are missing are remembered, because a whole folder may go away and come
   * back.
   * @returns the paths of the complete ones. Each state of a file is returned once, unless it is to be tried again.
   */
  note(files: ReadonlyMap<string, Seen>, now: number): string[] {
    return [...files].flatMap(([path, seen]) => (this.#isDue(path, seen, now) ? [path] : []));
  }

  /**
   * A file that was taken looked unfinished. It is returned again later, or as soon as it has changed and settled.
   * @returns false when it has looked so for too long
   */
  retry(path: string, now: number): boolean {
    const arrival = this.#arrivals.get(path);
    if (arrival === undefined || now - arrival.since >= this.times.giveUpMs) return false;
    arrival.dueAt = now + this.times.retryMs * 2 ** arrival.tries;
    arrival.tries += 1;
    return true;
  }

  /** A file that was taken has not been worked on. It is returned again at once. */
  putBack(path: string): void {
    const arrival = this.#arrivals.get(path);
    if (arrival !== undefined) arrival.dueAt = -Infinity;
  }

  #isDue(path: string, { size, mtimeMs }: Seen, now: number): boolean {
    const known = this.#arrivals.get(path);
    if (known?.size !== size || known.mtimeMs !== mtimeMs) {
      this.#arrivals.set(path, { size, mtimeMs, since: now, dueAt: now + this.times.settleMs, tries: 0 });
      return false;
    }
    if (now < known.dueAt) return false;
    known.dueAt = Infinity;
    return true;
  }
}
