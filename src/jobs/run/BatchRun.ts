import {
  isAbort,
  toCandelaError,
  type CandelaError,
  type FileIdentity,
  type JobFacts,
  type PlannedJob,
} from '@contract';
import { fileFailure, identifyFile } from '@disk';
import type { JournalKey, JournalWriter, Recorded } from '../journal/Recorder';
import * as steps from '../queue/queue';
import type { Queue } from '../queue/queue';
import type { EntryId, QueueEntry } from '../queue/QueueEntry';
import { noTime, recordOf, type BatchEvent, type Runner, type RunResult } from './batchEvents';

export type BatchRunOptions = {
  readonly runner: Runner;
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
  /** Photos that run at once. Five keep decoding and encoding (two each) and inference busy together. */
  readonly atOnce?: number;
  readonly onEvent?: ((event: BatchEvent) => void) | undefined;
  /** Called after every step of the queue. */
  readonly onChange?: ((queue: Queue) => void) | undefined;
  /** Whether a failure is none of the photo's own. The photo then waits again, and the batch pauses. */
  readonly halts?: ((failure: CandelaError) => boolean) | undefined;
  readonly onHalt?: ((failure: CandelaError) => void) | undefined;
};

/** Where the outcome of a photo is written before it is told. */
export type JournalSpot = { readonly journal: JournalWriter; readonly key: JournalKey };

type Failed = { readonly failure: CandelaError; readonly known: JobFacts };
/** What became of a job that ran. */
type Ran = { readonly result: RunResult; readonly input: FileIdentity | null } | Failed;

/** What the record of a photo says of it. */
const outcomes = {
  done: { status: 'done' },
  skipped: { status: 'skipped', reason: 'exists' },
  copied: { status: 'skipped', reason: 'copied' },
} as const satisfies Record<RunResult['status'], unknown>;

/**
 * Works a queue off, several photos at once. A failed photo becomes a record and stops nothing. The work ends when nothing waits;
 * photos may be added at any time and start it again.
 */
export class BatchRun {
  #queue: Queue = steps.emptyQueue;
  readonly #spots = new Map<EntryId, JournalSpot>();
  /** Photos that ran and have no outcome, because it could not be written down. */
  readonly #unrecorded = new Map<EntryId, Ran>();
  readonly #stops = new Map<EntryId, AbortController>();
  #running = 0;
  #isOver = false;
  #failure: CandelaError | undefined;
  #onIdle: (() => void)[] = [];

  constructor(private readonly options: BatchRunOptions) {}

  get queue(): Queue {
    return this.#queue;
  }

  /** Adds photos that wait to be enhanced. Their names are taken. */
  add(jobs: readonly PlannedJob[], spots: readonly JournalSpot[] = []): EntryId[] {
    const first = this.#queue.nextId;
    const ids = jobs.map((_, index) => first + index);
    for (const [index, spot] of spots.entries()) this.#spots.set(first + index, spot);
    this.#change(steps.add(this.#queue, jobs));
    this.#pump();
    return ids;
  }

  pause(): void {
    this.#change(steps.pause(this.#queue));
  }

  resume(): void {
    this.#change(steps.resume(this.#queue));
    this.#pump();
  }

  /** Gives photos up. Those that run are cut off; what is saved stays. */
  async cancel(ids: readonly EntryId[]): Promise<void> {
    const waiting = ids.filter((id) => this.#queue.entries.get(id)?.state === 'queued');
    this.#change(steps.cancel(this.#queue, ids));
    for (const id of ids) this.#stops.get(id)?.abort();
    for (const id of waiting) await this.#record(id, { type: 'cancelled' });
    this.#settle();
  }

  /** Failed and cancelled photos wait again. */
  retry(ids: readonly EntryId[]): void {
    this.#change(steps.retry(this.#queue, ids));
    this.#pump();
  }

  /** Gives waiting photos other jobs. @returns those that have them now; others were begun meanwhile */
  renew(jobs: ReadonlyMap<EntryId, PlannedJob>): ReadonlySet<EntryId> {
    const waiting = [...jobs].filter(
      ([id]) => this.#queue.entries.get(id)?.state === 'queued' && !this.#unrecorded.has(id),
    );
    this.#change(steps.renew(this.#queue, new Map(waiting)));
    return new Set(waiting.map(([id]) => id));
  }

  remove(ids: readonly EntryId[]): void {
    this.#change(steps.remove(this.#queue, ids));
    this.#settle();
  }

  move(ids: readonly EntryId[], before: EntryId | null): void {
    this.#change(steps.move(this.#queue, ids, before));
  }

  /** Starts no further photo and cuts the running ones off. They stay unfinished, so that the journal can continue them. */
  stop(): void {
    this.#isOver = true;
    for (const stop of this.#stops.values()) stop.abort();
    this.#settle();
  }

  /**
   * Resolves when nothing runs and nothing will start by itself.
   * @throws CandelaError `journal.notWritten`
   */
  async idle(): Promise<void> {
    if (!this.#isIdle())
      await new Promise<void>((resolve) => {
        this.#onIdle.push(resolve);
      });
    if (this.#failure !== undefined) throw this.#failure;
  }

  #isIdle(): boolean {
    return this.#running === 0 && (this.#isOver || steps.next(this.#queue) === undefined);
  }

  #settle(): void {
    if (!this.#isIdle()) return;
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  #change(queue: Queue): void {
    this.#queue = queue;
    this.options.onChange?.(queue);
  }

  #pump(): void {
    const { atOnce = 5 } = this.options;
    while (this.#running < atOnce && !this.#isOver) {
      const entry = steps.next(this.#queue);
      if (entry === undefined) break;
      this.#running += 1;
      this.#change(steps.start(this.#queue, entry.id));
      void this.#work(entry).finally(() => {
        this.#running -= 1;
        this.#pump();
        this.#settle();
      });
    }
  }

  async #work(entry: QueueEntry): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(entry.id, stop);
    try {
      const ran = this.#unrecorded.get(entry.id) ?? (await this.#run(entry, stop.signal));
      if (ran !== undefined) this.#unrecorded.set(entry.id, ran);
      await this.#finish(entry, ran);
      this.#unrecorded.delete(entry.id);
    } catch (error) {
      // The journal cannot be written. Going on would do work that nobody could continue.
      const failure = toCandelaError(error, entry.job.input);
      this.#change(steps.cutOff(this.#queue, entry.id, 'queued'));
      if (!this.#halt(failure)) {
        this.#failure ??= failure;
        this.stop();
      }
    } finally {
      this.#stops.delete(entry.id);
    }
  }

  /** Pauses for a failure that other photos would share. @returns whether it is one */
  #halt(failure: CandelaError): boolean {
    if (this.#isOver || this.options.halts?.(failure) !== true) return false;
    this.pause();
    this.options.onHalt?.(failure);
    return true;
  }

  async #run({ id, job }: QueueEntry, signal: AbortSignal): Promise<Ran | undefined> {
    const { runner, clock } = this.options;
    const begun = clock();
    const known: JobFacts = {};
    this.#tell({ type: 'started', job });
    try {
      const input = await this.#identify(id, job, signal);
      const result = await runner(this.#jobOf(id, job, input), {
        signal,
        onProgress: (progress) => {
          this.#change(steps.report(this.#queue, id, progress));
          this.#tell({ type: 'progress', job, progress });
        },
        onKnown: (facts) => {
          Object.assign(known, facts);
        },
      });
      return { result, input };
    } catch (error) {
      if (signal.aborted && isAbort(error)) return undefined;
      const timings = { ...(known.timings ?? noTime), totalMs: clock() - begun };
      return { failure: toCandelaError(error, job.input), known: { ...known, timings } };
    }
  }

  /** The photo's content, for the journal. The engine then refuses a photo that changes meanwhile. */
  async #identify(id: EntryId, { input }: PlannedJob, signal: AbortSignal): Promise<FileIdentity | null> {
    if (!this.#spots.has(id)) return null;
    try {
      return await identifyFile(input, { signal });
    } catch (error) {
      throw fileFailure(error, { file: input, act: 'read' });
    }
  }

  #jobOf(id: EntryId, job: PlannedJob, input: FileIdentity | null): PlannedJob {
    const spot = this.#spots.get(id);
    if (!spot || !input) return job;
    const { size, mtimeMs } = input;
    return { ...job, journal: { ...spot.journal.partOf(spot.key), input: { size, mtimeMs } } };
  }

  async #finish({ id, job }: QueueEntry, ran: Ran | undefined): Promise<void> {
    if (ran === undefined) {
      // A stopped batch can be continued; a cancelled photo was given up.
      const isGivenUp = !this.#isOver;
      if (isGivenUp) await this.#record(id, { type: 'cancelled' });
      this.#change(steps.cutOff(this.#queue, id, isGivenUp ? 'cancelled' : 'queued'));
      return;
    }
    if ('failure' in ran) {
      await this.#fail(id, job, ran);
      return;
    }
    const { model } = job.settings;
    const { notices, written, status, ...rest } = ran.result;
    const output = status === 'skipped' ? job.output : rest.output;
    const more = { ...(notices.length > 0 && { notices }), ...outcomes[status] };
    const record = recordOf({ input: job.input, ...rest, output, ...more }, model);
    if (status === 'skipped') await this.#record(id, { type: status, record, reason: 'exists' });
    else if (ran.input && output !== null && written)
      await this.#record(id, { type: status, input: ran.input, result: ran.result, output, written });
    this.#conclude(id, { record });
  }

  async #fail(id: EntryId, { input, settings }: PlannedJob, { failure, known }: Failed): Promise<void> {
    if (this.#halt(failure)) {
      this.#change(steps.cutOff(this.#queue, id, 'queued'));
      // It is not its outcome. It runs again.
      this.#unrecorded.delete(id);
      return;
    }
    const record = recordOf({ input, status: 'failed', failure, ...known }, settings.model);
    await this.#record(id, { type: 'failed', input, failure });
    this.#conclude(id, { record, failure });
  }

  #conclude(id: EntryId, finish: steps.Finish): void {
    this.#change(steps.finish(this.#queue, id, finish));
    this.#tell({ type: 'finished', ...finish });
  }

  async #record(id: EntryId, recorded: Recorded): Promise<void> {
    const spot = this.#spots.get(id);
    const model = this.#queue.entries.get(id)?.job.settings.model;
    if (spot && model !== undefined) await spot.journal.outcome(spot.key, recorded, model);
  }

  #tell(event: BatchEvent): void {
    this.options.onEvent?.(event);
  }
}
