import type { Writable } from 'node:stream';
import { systemCode } from '@contract';
import { printable } from '@core';

export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

/**
 * The program's output: answers go to `answers` (stdout), text for people to `words` (stderr). A reader that has gone (`| head`) is
 * not a failure: the rest is dropped and the work continues. Answers that cannot be written for another reason are dropped too, but
 * the loss is reported.
 */
export class Streams {
  readonly #closed = new Set<OutputStream>();
  #loss: Error | undefined;

  constructor(
    readonly answers: OutputStream,
    readonly words: OutputStream,
  ) {
    for (const stream of [answers, words]) {
      stream.on('error', (error) => {
        const isFirst = !this.#closed.has(stream);
        this.#closed.add(stream);
        const isReaderGone = systemCode(error) === 'EPIPE';
        if (stream === answers && isFirst && !isReaderGone) this.#loss = error;
      });
    }
  }

  /** Waits until all answers are written or given up. @returns why answers were lost that somebody may still read, or undefined */
  async answersLost(): Promise<Error | undefined> {
    if (!this.#closed.has(this.answers)) {
      await new Promise<void>((done) => {
        this.answers.write('', () => {
          done();
        });
      });
      // A stream reports its error right after the callbacks of the failed writes.
      await new Promise((done) => setImmediate(done));
    }
    return this.#loss;
  }

  /** Writes text for people, one line each. Characters that could control the terminal are made visible. */
  say(...lines: string[]): void {
    this.#write(this.words, lines);
  }

  /** Writes the lines of an answer for people. */
  answer(...lines: string[]): void {
    this.#write(this.answers, lines);
  }

  /** Writes text unchanged. It must bring its line end. */
  answerRaw(text: string): void {
    if (!this.#closed.has(this.answers)) this.answers.write(text);
  }

  #write(stream: OutputStream, lines: readonly string[]): void {
    if (this.#closed.has(stream)) return;
    for (const line of lines) stream.write(`${printable(line)}\n`);
  }
}
