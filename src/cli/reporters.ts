import type { CandelaError, ErrorCode, PhotoRecord, SummaryRecord } from '@contract';
import type { BatchEvent, BatchPlan } from '@jobs';
import { jsonLine } from './jsonLine';
import type { Streams } from './Streams';
import { filteredLines, ignoredLines, ownResultLines } from './closingText';
import { resultLine, shortPath, summaryLine } from './text';

/** Reports a batch while it runs and when it has ended. */
export type Reporter = {
  onEvent(event: BatchEvent): void;
  finish(summary: SummaryRecord): void;
};

type Finished = Extract<BatchEvent, { type: 'finished' }>;

/** A failure for people: what happened, then the next step. */
export function failureLines(failure: CandelaError): string[] {
  return [failure.sentence, `  ${failure.action}`];
}

/** Failures that affect every photo of a batch. The name of the first photo that met them would mislead. */
const ofTheBatch: ReadonlySet<ErrorCode> = new Set([
  'model.unknown',
  'model.badCard',
  'model.missingFile',
  'model.wrongHash',
  'model.breaksCard',
  'provider.unavailable',
  'provider.wrongResult',
]);

/** The text for people about a batch's photos, besides the paths of their results. */
export class PhotoWords {
  readonly #said = new Set<string>();

  /**
   * The failure of a finished photo; every line names the photo. A failure of the whole batch is reported once, and the same next
   * step is not repeated.
   */
  failure({ record, failure }: Finished): string[] {
    if (!failure) return [];
    const isOfBatch = ofTheBatch.has(failure.code);
    const isKnown = this.#said.has(failure.sentence);
    this.#said.add(failure.sentence);
    if (isOfBatch && isKnown) return [];
    const [sentence = '', action = ''] = failureLines(failure);
    const line = isOfBatch || namesPhoto(failure, record) ? sentence : about(record, sentence);
    return isKnown ? [line] : [line, action];
  }

  /** The outcome of a photo that did not fail. What an earlier part of the batch did is counted before, not listed. */
  outcome({ record, failure }: Finished): string[] {
    return failure || record.reason === 'doneBefore' ? [] : [resultLine(record)];
  }

  /** The notices about a photo that was enhanced. */
  notices({ record }: Finished): string[] {
    return (record.notices ?? []).map((sentence) => about(record, sentence));
  }
}

const about = ({ input }: PhotoRecord, sentence: string): string => `${shortPath(input)}: ${sentence}`;

function namesPhoto({ details }: CandelaError, { input }: PhotoRecord): boolean {
  return Object.values(details).some((detail) => detail === input || detail === shortPath(input));
}

/** The text for people about a finished batch. */
export class Closing {
  #megapixels = 0;

  constructor(private readonly plan: BatchPlan) {}

  /** Megapixels of the photos that were enhanced so far. */
  get megapixels(): number {
    return this.#megapixels;
  }

  count(record: PhotoRecord): void {
    if (record.status === 'done') this.#megapixels += record.megapixels ?? 0;
  }

  lines(summary: SummaryRecord): string[] {
    return [
      ...ignoredLines(this.plan.ignored),
      ...filteredLines(this.plan.filtered),
      ...ownResultLines(this.plan.results),
      summaryLine(summary, this.#megapixels),
    ];
  }
}

/** For pipes: a line on stdout for each enhanced photo, text on stderr for each failure. */
export class LineReporter implements Reporter {
  readonly #closing: Closing;
  readonly #words = new PhotoWords();

  constructor(
    plan: BatchPlan,
    private readonly streams: Streams,
  ) {
    this.#closing = new Closing(plan);
  }

  onEvent(event: BatchEvent): void {
    if (event.type !== 'finished') return;
    this.#closing.count(event.record);
    this.streams.answer(...this.#words.outcome(event));
    this.streams.say(...this.#words.failure(event), ...this.#words.notices(event));
  }

  finish(summary: SummaryRecord): void {
    this.streams.say(...this.#closing.lines(summary));
  }
}

/** For programs: records on stdout, one object a line. Failures also go to stderr as text. Notices are only in the records. */
export class JsonReporter implements Reporter {
  readonly #closing: Closing;
  readonly #words = new PhotoWords();

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
    this.streams.say(...this.#words.failure(event));
  }

  finish(summary: SummaryRecord): void {
    this.streams.answerRaw(jsonLine(summary));
    this.streams.say(...this.#closing.lines(summary));
  }
}
