import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { CandelaError, journalVersion, systemReason, type JournalLine } from '@contract';
import { fileFailure, syncFolder } from '@disk';
import { JournalLock, type Patience } from './JournalLock';
import type { JournalPlace } from './journalPlace';
import { readJournal, type Journal } from './readJournal';

type Waiting = {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** A journal that is open for writing. There is one writer at a time. */
export class JournalFile {
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  private constructor(
    readonly place: JournalPlace,
    /** What the journal held when it was opened. */
    readonly before: Journal,
    private readonly held: { readonly lock: JournalLock; readonly file: FileHandle },
  ) {}

  /**
   * Opens the journal of a folder, or begins one. The folder is made.
   * @param patience with a lock that is held
   * @throws CandelaError `journal.inUse`, `journal.newer`, `journal.unreadable`, `output.*`; AbortError
   */
  static async open(place: JournalPlace, patience?: Patience): Promise<JournalFile> {
    try {
      await mkdir(place.folder, { recursive: true });
      const lock = await JournalLock.take(place, patience);
      try {
        const before = await readJournal(place);
        const file = await open(place.file, 'a');
        await beginAt(file, before, place);
        return new JournalFile(place, before, { lock, file });
      } catch (error) {
        await lock.release();
        throw error;
      }
    } catch (error) {
      throw fileFailure(error, { file: place.folder, act: 'write' });
    }
  }

  /**
   * Appends lines. They are on the disk when this returns. Lines of several callers share one sync.
   * @throws CandelaError `journal.notWritten`
   */
  append(lines: readonly JournalLine[]): Promise<void> {
    if (lines.length === 0) return Promise.resolve();
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.held.file.close();
    await this.held.lock.release();
  }

  /** On some systems a file that was removed can still be written to. */
  async #assertNamed(): Promise<void> {
    const { nlink } = await this.held.file.stat();
    if (nlink === 0) throw new Error('its folder was removed meanwhile');
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#assertNamed();
        await this.held.file.appendFile(batch.map(({ text }) => text).join(''));
        await this.held.file.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const { file } = this.place;
        const failure = new CandelaError(
          'journal.notWritten',
          { file, reason: systemReason(error, 'write') },
          { cause: error },
        );
        for (const { reject } of batch) reject(failure);
      }
    }
    this.#writing = null;
  }
}

/** Cuts off a line that a crash left unfinished, and writes the head of a new journal. */
async function beginAt(file: FileHandle, before: Journal, { folder }: JournalPlace): Promise<void> {
  await file.truncate(before.bytes);
  if (before.bytes > 0) return;
  await file.appendFile(`${JSON.stringify({ type: 'journal', version: journalVersion })}\n`);
  await file.datasync();
  await syncFolder(folder);
}
