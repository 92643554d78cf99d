import type { ComparisonEvent } from '@jobs';
import { printable } from '@core';
import { comparisonText } from './compareText';
import type { Streams } from './Streams';

const clear = '\r\u001b[K';
/** How often a terminal's line is written anew at most, and how often a pipe gets a line, ms. */
const pauses = { terminal: 100, pipe: 10_000 };

/** Tells how far a comparison is: on one line of a terminal, otherwise a line every ten seconds. */
export class ComparisonLine {
  readonly #isTerminal: boolean;
  readonly #begin = performance.now();
  #next: number;
  #done = 0;
  /** What an earlier run measured says nothing of the time that is left. */
  #known = 0;
  #isDrawn = false;

  constructor(
    private readonly streams: Streams,
    private readonly total: number,
  ) {
    this.#isTerminal = streams.words.isTTY === true && process.env['TERM'] !== 'dumb';
    this.#next = this.#begin + (this.#isTerminal ? 0 : pauses.pipe);
  }

  /** Pictures that an earlier run had measured. */
  get known(): number {
    return this.#known;
  }

  /** Pictures of this run. */
  get measured(): number {
    return this.#done - this.#known;
  }

  show({ task, isKnown }: ComparisonEvent): void {
    this.#done += 1;
    if (isKnown) this.#known += 1;
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + (this.#isTerminal ? pauses.terminal : pauses.pipe);
    const seconds = (now - this.#begin) / 1000;
    const text = comparisonText(task, { done: this.measured, total: this.total - this.#known, seconds });
    if (!this.#isTerminal) this.streams.say(text);
    else {
      this.end();
      this.streams.words.write(printable(text));
      this.#isDrawn = true;
    }
  }

  end(): void {
    if (this.#isDrawn) this.streams.words.write(clear);
    this.#isDrawn = false;
  }
}
