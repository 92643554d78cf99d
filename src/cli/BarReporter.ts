import { MultiBar, type SingleBar } from 'cli-progress';
import type { Job, Progress, SummaryRecord } from '@contract';
import { photoShare, printable } from '@core';
import type { BatchEvent, BatchPlan } from '@jobs';
import { Closing, PhotoWords, type Reporter } from './reporters';
import type { Streams } from './Streams';
import { photoBar, totalBar } from './text';

type Running = { bar: SingleBar; progress: Progress };
type Payload = { draw: () => string };

const begun: Progress = { stage: 'decode', done: 0, total: 1 };

/** For terminals: a bar for each running photo and one for the batch. Finished photos are listed above them. */
export class BarReporter implements Reporter {
  readonly #bars: MultiBar;
  readonly #running = new Map<Job['input'], Running>();
  readonly #closing: Closing;
  readonly #words = new PhotoWords();
  readonly #photos: number;
  readonly #begin = performance.now();
  #finished = 0;
  /** Of the photos that take time, how many there are and how many are finished. */
  readonly #jobs: number;
  #finishedJobs = 0;
  /** Removes the bars and shows the cursor again, also when the program ends early. */
  readonly #stop = (): void => {
    // Writes the lines that wait for the next redraw.
    this.#bars.update();
    this.#bars.stop();
  };

  constructor(
    plan: BatchPlan,
    private readonly streams: Streams,
  ) {
    this.#closing = new Closing(plan);
    this.#jobs = plan.jobs.length;
    this.#photos = this.#jobs + plan.rejected.length + plan.skipped.length;
    this.#bars = new MultiBar({
      stream: streams.words,
      format: (_options, _params, payload: Payload) => printable(payload.draw()),
      clearOnComplete: true,
      hideCursor: true,
      // Without this, long sentences would be cut off.
      linewrap: true,
      forceRedraw: true,
      // The program handles interrupts in one place.
      gracefulExit: false,
    });
    this.#addBar(() => this.#drawTotal());
    process.once('exit', this.#stop);
  }

  onEvent(event: BatchEvent): void {
    switch (event.type) {
      case 'started': {
        const running: Running = {
          progress: begun,
          bar: this.#addBar(() => photoBar(event.job.input, running.progress, this.#columns)),
        };
        this.#running.set(event.job.input, running);
        break;
      }
      case 'progress': {
        const running = this.#running.get(event.job.input);
        if (running) running.progress = event.progress;
        break;
      }
      case 'finished':
        this.#finish(event);
    }
  }

  finish(summary: SummaryRecord): void {
    process.off('exit', this.#stop);
    this.#stop();
    this.streams.say(...this.#closing.lines(summary));
  }

  #finish(event: Extract<BatchEvent, { type: 'finished' }>): void {
    const { record } = event;
    this.#closing.count(record);
    const running = this.#running.get(record.input);
    // The counts change first, because removing a bar redraws the others.
    this.#running.delete(record.input);
    this.#finished += 1;
    if (running) {
      this.#finishedJobs += 1;
      this.#bars.remove(running.bar);
    }
    const lines = this.#words.outcome(event);
    if (this.streams.answers.isTTY === true) for (const line of lines) this.#log(line);
    else this.streams.answer(...lines);
    for (const line of [...this.#words.failure(event), ...this.#words.notices(event)]) this.#log(line);
  }

  #addBar(draw: () => string): SingleBar {
    return this.#bars.create(1, 0, { draw } satisfies Payload);
  }

  /** Writes a line above the bars. */
  #log(line: string): void {
    this.#bars.log(`${printable(line)}\n`);
  }

  #drawTotal(): string {
    const partly = [...this.#running.values()].reduce((sum, { progress }) => sum + photoShare(progress), 0);
    return totalBar(
      {
        finished: this.#finished,
        photos: this.#photos,
        fraction: this.#jobs > 0 ? (this.#finishedJobs + partly) / this.#jobs : 0,
        megapixels: this.#closing.megapixels,
        seconds: (performance.now() - this.#begin) / 1000,
      },
      this.#columns,
    );
  }

  get #columns(): number {
    const { columns = 0 } = this.streams.words;
    // Some terminals do not report their width.
    return columns > 0 ? columns : 80;
  }
}
