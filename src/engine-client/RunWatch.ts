/** After a run the process handles queued messages within this time. */
const afterRunMs = 1000;

/** The network runs that the engine reported, and how much longer the present one may take. */
export class RunWatch {
  #open = 0;
  #since = -Infinity;

  constructor(private readonly runMs: number) {}

  note(state: 'begun' | 'ended'): void {
    this.#open = Math.max(0, this.#open + (state === 'begun' ? 1 : -1));
    this.#since = Date.now();
  }

  get isRunning(): boolean {
    return this.#open > 0;
  }

  /** For how many more milliseconds a run explains silence. 0 if there is no run, or it takes too long. */
  get restMs(): number {
    const allowed = this.#open > 0 ? this.runMs : afterRunMs;
    return Math.max(0, this.#since + allowed - Date.now());
  }
}
