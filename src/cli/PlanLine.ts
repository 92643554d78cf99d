import type { PlanProgress } from '@jobs';
import { planText } from './batchText';
import type { Streams } from './Streams';

/** How often the line is written anew at most, ms. */
const interval = 100;
/** Planning that takes less needs no line, ms. */
const patience = 500;

const clear = '\r\u001b[K';

/** For terminals: one line that tells how far the planning of a batch is, and goes when it has ended. */
export class PlanLine {
  readonly #isShown: boolean;
  #next = performance.now() + patience;
  #isDrawn = false;

  constructor(private readonly streams: Streams) {
    this.#isShown = streams.words.isTTY === true && process.env['TERM'] !== 'dumb';
  }

  readonly show = (progress: PlanProgress): void => {
    const now = performance.now();
    if (!this.#isShown || now < this.#next) return;
    this.#next = now + interval;
    this.#isDrawn = true;
    this.streams.words.write(`${clear}${planText(progress)}`);
  };

  end(): void {
    if (this.#isDrawn) this.streams.words.write(clear);
    this.#isDrawn = false;
  }
}
