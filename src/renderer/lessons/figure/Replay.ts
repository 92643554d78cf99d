export type ReplaySource<S> = {
  /** What the states follow from. Another key starts anew. */
  readonly key: string;
  readonly start: () => S;
  readonly next: (state: S) => S;
};

/**
 * A figure's states from its start. They are computed again from the settings, so that a link gives the same figure; those already
 * computed are kept.
 */
export class Replay<S> {
  #key = '';
  #states: S[] = [];

  /** The states from the start to the one after `steps` steps. */
  until({ key, start, next }: ReplaySource<S>, steps: number): readonly S[] {
    if (key !== this.#key || this.#states.length === 0) {
      this.#key = key;
      this.#states = [start()];
    }
    for (let last = this.#states.at(-1); last !== undefined && this.#states.length <= steps;) {
      last = next(last);
      this.#states.push(last);
    }
    return this.#states.slice(0, steps + 1);
  }
}
