type State = 'begun' | 'ended';

/** A run that follows another within this time continues it, ms. Between two tiles lie some milliseconds. */
const togetherMs = 50;
/** Runs that continue one another are reported anew after this time, ms. Each report says that the process goes on. */
const renewMs = 1000;

/**
 * Reports runs of networks to the program that started this process. A report wakes that program, which takes a core from the network. So
 * the tiles of a photo are one run, and runs that wait for one another are one, too.
 */
export class RunReports {
  #open = 0;
  /** When the present run was reported. Null: none is. */
  #told: number | null = null;
  #ending: NodeJS.Timeout | undefined;

  constructor(private readonly send: (state: State) => void) {}

  note(state: State): void {
    if (state === 'begun') this.#begin();
    else this.#end();
  }

  #begin(): void {
    this.#open += 1;
    clearTimeout(this.#ending);
    const now = performance.now();
    if (this.#told !== null && now - this.#told < renewMs) return;
    if (this.#told !== null) this.send('ended');
    this.send('begun');
    this.#told = now;
  }

  #end(): void {
    this.#open -= 1;
    if (this.#open > 0) return;
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => {
      this.#told = null;
      this.send('ended');
    }, togetherMs);
    this.#ending.unref();
  }
}
