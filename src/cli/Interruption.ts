import { writeSync } from 'node:fs';
import { exitCodes } from './defaults';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Longest time until the end, ms. The engine is ended long before; the rest is for what the program still tells and notes. */
const patience = 5000;

/** One Ctrl-C may arrive twice: from the terminal and from npm. A second interrupt within this time counts as the first, ms. */
const echo = 250;

export const interruptedWords = 'Interrupted; nothing half-written is left.';

/**
 * Turns the first interrupt into an abort. The program ends at once on a second interrupt, or when work has not stopped after five
 * seconds. Temporary files are removed and the person is told in every case.
 */
export class Interruption {
  readonly #stop = new AbortController();
  #cleanUp: () => void = () => undefined;
  #isTold = false;

  constructor() {
    let first: { name: string; at: number } | undefined;
    for (const name of signals) {
      process.on(name, () => {
        const at = performance.now();
        if (first?.name === name && at - first.at < echo) return;
        if (first !== undefined) this.#exit();
        first = { name, at };
        this.#stop.abort();
        setTimeout(() => {
          this.#exit();
        }, patience).unref();
      });
    }
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** @param cleanUp removes the temporary files, synchronously, if the program is ended in the middle of its work */
  onEnd(cleanUp: () => void): void {
    this.#cleanUp = cleanUp;
  }

  /** The work has ended, and how was told. */
  end(): void {
    this.#isTold = true;
  }

  #exit(): never {
    this.#cleanUp();
    // After the bars have been taken off the screen, which happens on exit, too.
    process.once('exit', () => {
      if (!this.#isTold) tell();
    });
    process.exit(exitCodes.interrupted);
  }
}

/** Waits for the line to be written, because the process ends. */
function tell(): void {
  try {
    writeSync(2, `${interruptedWords}\n`);
  } catch {
    // Nobody reads it any more.
  }
}
