import type { Writable } from 'node:stream';
import { systemCode } from '@contract';
import { printable } from './printable';

export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

/**
 * Where the program writes: answers to `answers` (stdout), words for people to `words` (stderr). A reader that has gone (`| head`)
 * is no failure: the rest is dropped and the work goes on. So it is where answers cannot be written, but that is told.
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

  /** Waits until all answers are written or given up. @returns why some were lost, although somebody may read them; else undefined */
  async answersLost(): Promise<Error | undefined> {
    if (!this.#closed.has(this.answers)) {
      await new Promise<void>((done) => {
        this.answers.write('', () => {
          done();
        });
      });
      // A stream tells of its error right after the callbacks of what it could not write.
      await new Promise((done) => setImmediate(done));
    }
    return this.#loss;
  }

  /** Writes text for people, a line each; what could act on a terminal is made visible. */
  say(...lines: string[]): void {
    this.#write(this.words, lines);
  }

  /** Writes lines of an answer for people. */
  answer(...lines: string[]): void {
    this.#write(this.answers, lines);
  }

  /** Writes text as it is, its line end included. */
  answerRaw(text: string): void {
    if (!this.#closed.has(this.answers)) this.answers.write(text);
  }

  #write(stream: OutputStream, lines: readonly string[]): void {
    if (this.#closed.has(stream)) return;
    for (const line of lines) stream.write(`${printable(line)}\n`);
  }
}
