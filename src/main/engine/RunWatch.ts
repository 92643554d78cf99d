/** What the process heard meanwhile it works off within this time after a run. */
const afterRunMs = 1000;

/** Which runs of a network the engine told of, and how much longer the present one may take. */
export class RunWatch {
  #open = 0;
  #since = -Infinity;

  constructor(private readonly runMs: number) {}

  note(state: 'begun' | 'ended'): void {
    this.#open = Math.max(0, this.#open + (state === 'begun' ? 1 : -1));
    this.#since = Date.now();
  }

  /** Milliseconds for which silence is explained by a run; 0: by none, or by one that takes too long. */
  get restMs(): number {
    const allowed = this.#open > 0 ? this.runMs : afterRunMs;
    return Math.max(0, this.#since + allowed - Date.now());
  }
}
