import type { JournalLine, Settings } from '@contract';
import type { BatchRegistry } from './BatchRegistry';
import { closeJournal } from './closeJournal';
import { JournalFile } from './JournalFile';
import type { JournalPlace } from './journalPlace';
import {
  Recorder,
  type JournalKey,
  type JournalWriter,
  type Planned,
  type Queued,
  type Recorded,
  type RunRequest,
} from './Recorder';
import { resumeRuns, type Resumption } from './resumeRuns';

export type BatchJournalOptions = {
  /** The list of this person's unfinished batches. */
  readonly registry: BatchRegistry;
  /** Hash of the file of a model, by its id; null if it cannot be used. */
  readonly modelHash: (model: string) => string | null;
};

type Open = { readonly file: JournalFile; readonly recorder: Recorder };

/** The journal of batches that are being worked on, and their place in the list of unfinished ones. */
export class BatchJournal implements JournalWriter {
  #open: Open | null = null;

  private constructor(
    readonly place: JournalPlace,
    private readonly options: BatchJournalOptions,
  ) {}

  /** @throws CandelaError `journal.inUse`, `journal.newer`, `journal.unreadable`, `output.*` */
  static async open(place: JournalPlace, options: BatchJournalOptions): Promise<BatchJournal> {
    const journal = new BatchJournal(place, options);
    await journal.reopen();
    return journal;
  }

  /** The folder that `--resume` takes. */
  get root(): string {
    return this.place.root;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Opens it again after `close`; if it is open, nothing happens. @throws as `open` */
  async reopen(): Promise<void> {
    if (this.#open !== null) return;
    const file = await JournalFile.open(this.place);
    this.#open = { file, recorder: new Recorder(file, this.options.modelHash) };
    // The list only helps to find a journal. That it cannot be written must not stop a batch.
    await this.options.registry.note(this.place).catch(() => undefined);
  }

  /** Begins a run. @returns the places of its jobs @throws CandelaError `journal.notWritten` */
  begin(request: RunRequest, plan: Planned): Promise<JournalKey[]> {
    return this.#recorder.begin(request, plan);
  }

  /** Finds out what is left of the batches that it tells of. @throws CandelaError `journal.notWritten`; AbortError */
  resume(settingsNow: (settings: Settings) => Settings, signal: AbortSignal): Promise<Resumption> {
    const { file, recorder } = this.#opened;
    const { modelHash } = this.options;
    return resumeRuns(file, { recorder, modelHash, settingsNow, signal });
  }

  /** Photos that wait have other settings or names now. @throws CandelaError `journal.notWritten` */
  requeue(photos: readonly Queued[]): Promise<void> {
    return this.#recorder.queue(photos);
  }

  /** Photos that get one more outcome. */
  expect(photos: readonly JournalKey[]): void {
    this.#recorder.expect(photos);
  }

  partOf(key: JournalKey): { run: string; placings: string } {
    return this.#recorder.partOf(key);
  }

  outcome(key: JournalKey, recorded: Recorded, model: string): Promise<JournalLine> {
    return this.#recorder.outcome(key, recorded, model);
  }

  /** Lets other Candelas have it. */
  async close(): Promise<void> {
    if (this.#open === null) return;
    const { file } = this.#open;
    this.#open = null;
    await closeJournal(file, this.options.registry);
  }

  get #opened(): Open {
    if (this.#open === null) throw new Error('the journal is closed');
    return this.#open;
  }

  get #recorder(): Recorder {
    return this.#opened.recorder;
  }
}
