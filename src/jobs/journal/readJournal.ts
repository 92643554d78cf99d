import {
  CandelaError,
  JournalHead,
  JournalLine,
  journalVersion,
  systemReason,
  type JournalCancelled,
  type JournalCopied,
  type JournalDone,
  type JournalFailed,
  type JournalPhoto,
  type JournalRun,
  type JournalSkipped,
  type Settings,
} from '@contract';
import type { JournalPlace } from './journalPlace';
import { wholeLinesOf, type Lines } from './lines';

export type Outcome = JournalDone | JournalFailed | JournalSkipped | JournalCopied | JournalCancelled;

/** One run as its journal tells it. */
export type JournaledRun = {
  readonly request: JournalRun;
  readonly photos: Map<number, JournalPhoto>;
  /** The last outcome of each photo. */
  readonly outcomes: Map<number, Outcome>;
  /** Outcomes of files that never became a job. */
  readonly others: (JournalFailed | JournalSkipped)[];
  isEnded: boolean;
};

export type Journal = {
  /** By their ids, in the order in which they began. */
  readonly runs: ReadonlyMap<string, JournaledRun>;
  /** Length of the whole lines. What follows was cut off by a crash. */
  readonly bytes: number;
  /** Something follows the whole lines. */
  readonly isCut: boolean;
  /** Lines that could not be read and were passed over. */
  readonly broken: number;
};

/**
 * Reads a journal, line by line. A journal that is not there is empty. Lines that do not parse are passed over: each line stands for
 * itself.
 * @throws CandelaError `journal.newer`, `journal.unreadable`
 */
export async function readJournal({ file }: Pick<JournalPlace, 'file'>): Promise<Journal> {
  const reader = new JournalReader(file);
  try {
    for await (const lines of wholeLinesOf(file)) reader.take(lines);
  } catch (cause) {
    if (cause instanceof CandelaError) throw cause;
    throw new CandelaError('journal.unreadable', { file, reason: systemReason(cause, 'read') }, { cause });
  }
  return reader.journal;
}

/** Puts the lines of a journal together. */
export class JournalReader {
  readonly #runs = new Map<string, JournaledRun>();
  /** Photos of a run mostly share their settings. Each is kept once. */
  readonly #settings = new Map<string, Settings>();
  #hasHead = false;
  #bytes = 0;
  #isCut = false;
  #broken = 0;

  constructor(private readonly file: string) {}

  get journal(): Journal {
    return { runs: this.#runs, bytes: this.#bytes, isCut: this.#isCut, broken: this.#broken };
  }

  /** @throws CandelaError `journal.newer`, `journal.unreadable` */
  take({ texts, bytes, rest }: Lines): void {
    this.#bytes = bytes;
    this.#isCut = rest > 0;
    for (const text of texts) {
      if (this.#hasHead) this.#note(text);
      else assertKnown(text, this.file);
      this.#hasHead = true;
    }
  }

  #note(text: string | null): void {
    const parsed = JournalLine.safeParse(jsonOf(text));
    if (!parsed.success || !take(this.#runs, this.#shared(parsed.data))) this.#broken += 1;
  }

  #shared(line: JournalLine): JournalLine {
    if (line.type !== 'photo' || line.settings === undefined) return line;
    const key = JSON.stringify(line.settings);
    const settings = this.#settings.get(key) ?? line.settings;
    this.#settings.set(key, settings);
    return { ...line, settings };
  }
}

function jsonOf(line: string | null): unknown {
  try {
    return line === null ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

function assertKnown(line: string | null, file: string): void {
  const head = JournalHead.safeParse(jsonOf(line));
  if (!head.success)
    throw new CandelaError('journal.unreadable', { file, reason: 'its first line is no journal’s' });
  if (head.data.version > journalVersion) throw new CandelaError('journal.newer', { file });
}

/** @returns false for a line of a run that is not known */
function take(runs: Map<string, JournaledRun>, line: JournalLine): boolean {
  if (line.type === 'run') {
    const request = line;
    runs.set(line.run, { request, photos: new Map(), outcomes: new Map(), others: [], isEnded: false });
    return true;
  }
  const run = runs.get(line.run);
  if (run === undefined) return false;
  if (line.type === 'end') run.isEnded = true;
  else if (line.type === 'photo') {
    // A photo that was queued once more has no outcome yet. What was measured of it stays.
    const { median, series } = run.photos.get(line.id) ?? {};
    const known = { ...(median !== undefined && { median }), ...(series !== undefined && { series }) };
    run.photos.set(line.id, { ...known, ...line });
    run.outcomes.delete(line.id);
    run.isEnded = false;
  } else if (line.id !== undefined) run.outcomes.set(line.id, line);
  else if (line.type === 'failed' || line.type === 'skipped') run.others.push(line);
  return true;
}
