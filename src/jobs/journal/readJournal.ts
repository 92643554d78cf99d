import { readFile } from 'node:fs/promises';
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
} from '@contract';
import { isMissing } from '@disk';
import type { JournalPlace } from './journalPlace';

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
 * Reads a journal. A journal that is not there is empty. Lines that do not parse are passed over: each line stands for itself.
 * @throws CandelaError `journal.newer`, `journal.unreadable`
 */
export async function readJournal({ file }: JournalPlace): Promise<Journal> {
  return parseJournal(await contentOf(file), file);
}

/** @param file names the journal in failures @throws CandelaError `journal.newer`, `journal.unreadable` */
export function parseJournal(content: Buffer, file: string): Journal {
  const bytes = content.lastIndexOf('\n') + 1;
  const [head = '', ...lines] = content.subarray(0, bytes).toString('utf8').split('\n').slice(0, -1);
  const runs = new Map<string, JournaledRun>();
  const isCut = content.length > bytes;
  if (bytes === 0) return { runs, bytes, isCut, broken: 0 };
  assertKnown(head, file);
  let broken = 0;
  for (const line of lines) {
    const parsed = JournalLine.safeParse(jsonOf(line));
    if (!parsed.success || !take(runs, parsed.data)) broken += 1;
  }
  return { runs, bytes, isCut, broken };
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (isMissing(cause)) return Buffer.alloc(0);
    throw new CandelaError('journal.unreadable', { file, reason: systemReason(cause, 'read') }, { cause });
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function assertKnown(line: string, file: string): void {
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
