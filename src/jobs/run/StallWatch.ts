import type { JobFacts, Progress } from '@contract';

/** How long a photo may take for a step before it counts as hanging, ms. The slowest coders need seconds for a megapixel. */
export const stallLimits = { leastMs: 60_000, perMegapixelMs: 10_000 } as const;

export type StallLimits = { readonly leastMs: number; readonly perMegapixelMs: number };

export type StallOptions = {
  readonly limits: StallLimits;
  /** Whether another photo's network runs now, which keeps the engine from everything else. That photo's time must count meanwhile. */
  readonly isHeldUp: () => boolean;
  /** A photo has made no progress for its time. */
  readonly onStall: () => void;
};

type Stage = Progress['stage'] | 'opening' | 'waiting';

/** Most time between two looks, ms. */
const longestPause = 1000;

/**
 * Counts the time since a photo's last step. Waiting for its turn does not count, and neither does the time in which other photos'
 * networks hold the engine.
 */
export class StallWatch {
  #megapixels = 0;
  #stage: Stage = 'opening';
  #idleMs = 0;
  #stillMs = 0;
  readonly #timer: NodeJS.Timeout;

  /** Time since the last step, ms, as far as it counts. */
  get idleMs(): number {
    return this.#idleMs;
  }

  /** Time since the last step, ms, whether it counts or not. */
  get stillMs(): number {
    return this.#stillMs;
  }

  /** Whether the photo is in its network. */
  get isInferring(): boolean {
    return this.#stage === 'inference';
  }

  constructor(private readonly options: StallOptions) {
    const pause = Math.min(longestPause, options.limits.leastMs / 4);
    // A machine that slept counts one pause, not its sleep.
    this.#timer = setInterval(() => {
      this.#look(pause);
    }, pause);
    this.#timer.unref();
  }

  /** How long this photo may take for a step, ms. */
  get limitMs(): number {
    const { leastMs, perMegapixelMs } = this.options.limits;
    return leastMs + perMegapixelMs * this.#megapixels;
  }

  /** The photo is open, and waits for memory. */
  know({ megapixels }: JobFacts): void {
    if (typeof megapixels !== 'number') return;
    this.#megapixels = megapixels;
    this.#enter('waiting');
  }

  note({ stage, done, total }: Progress): void {
    this.#enter(done < total ? stage : 'waiting');
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.#idleMs = 0;
    this.#stillMs = 0;
  }

  #look(pause: number): void {
    if (this.#stage === 'waiting') return;
    this.#stillMs += pause;
    if (!this.isInferring && this.options.isHeldUp()) return;
    this.#idleMs += pause;
    if (this.#idleMs < this.limitMs) return;
    this.end();
    this.options.onStall();
  }
}
