import type { CandelaError, PhotoRecord, SummaryRecord } from '@contract';
import type { BatchEvent, BatchPlan } from '@jobs';
import { jsonLine } from './printable';
import type { Streams } from './Streams';
import { ignoredLines, ownResultLines, resultLine, summaryLine } from './text';

/** Tells of a batch while it runs and when it has ended. */
export type Reporter = {
  onEvent(event: BatchEvent): void;
  finish(summary: SummaryRecord): void;
};

type Finished = Extract<BatchEvent, { type: 'finished' }>;

/** A failure for people: what happened, then what to do. */
export function failureLines(failure: CandelaError): string[] {
  return [failure.sentence, `  ${failure.action}`];
}

/** What people should read about a photo that has ended, besides where its result is. */
export function wordsAbout({ record, failure }: Finished): string[] {
  return [
    ...(failure ? failureLines(failure) : []),
    ...(record.notices ?? []).map((sentence) => `  ${sentence}`),
  ];
}

/** Words about a batch that has ended. */
export class Closing {
  #megapixels = 0;

  constructor(private readonly plan: BatchPlan) {}

  /** Megapixels of the photos that were done so far. */
  get megapixels(): number {
    return this.#megapixels;
  }

  count(record: PhotoRecord): void {
    if (record.status === 'done') this.#megapixels += record.megapixels ?? 0;
  }

  lines(summary: SummaryRecord): string[] {
    return [
      ...ignoredLines(this.plan.ignored),
      ...ownResultLines(this.plan.results),
      summaryLine(summary, this.#megapixels),
    ];
  }
}

/** For pipes: a line on stdout for each photo that was done, words on stderr for each that failed. */
export class LineReporter implements Reporter {
  readonly #closing: Closing;

  constructor(
    plan: BatchPlan,
    private readonly streams: Streams,
  ) {
    this.#closing = new Closing(plan);
  }

  onEvent(event: BatchEvent): void {
    if (event.type !== 'finished') return;
    this.#closing.count(event.record);
    if (!event.failure) this.streams.answer(resultLine(event.record));
    this.streams.say(...wordsAbout(event));
  }

  finish(summary: SummaryRecord): void {
    this.streams.say(...this.#closing.lines(summary));
  }
}

/** For programs: the records on stdout, one object a line; the words for people stay on stderr. */
export class JsonReporter implements Reporter {
  readonly #closing: Closing;

  constructor(
    plan: BatchPlan,
    private readonly streams: Streams,
  ) {
    this.#closing = new Closing(plan);
  }

  onEvent(event: BatchEvent): void {
    if (event.type !== 'finished') return;
    this.#closing.count(event.record);
    this.streams.answerRaw(jsonLine(event.record));
    this.streams.say(...wordsAbout(event));
  }

  finish(summary: SummaryRecord): void {
    this.streams.answerRaw(jsonLine(summary));
    this.streams.say(...this.#closing.lines(summary));
  }
}
