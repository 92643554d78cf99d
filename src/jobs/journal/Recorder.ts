import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type {
  FileIdentity,
  JobResult,
  JournalDone,
  JournalFailed,
  JournalLine,
  JournalPhoto,
  JournalRun,
  PhotoRecord,
  PlannedJob,
  ResultFile,
  SkipReason,
  CandelaError,
} from '@contract';
import type { JournalFile } from './JournalFile';
import { storedPath } from './journalPlace';
import type { BatchPlan } from '../plan/planBatch';

/** What a run was asked for. */
export type RunRequest = Pick<JournalRun, 'candela' | 'inputs' | 'settings' | 'shard' | 'choice'>;

export type Planned = Pick<BatchPlan, 'jobs' | 'rejected' | 'skipped'> &
  Partial<Pick<BatchPlan, 'medians' | 'series'>>;

/** A photo that is about to wait, with what is known of it. */
export type Queued = JournalKey &
  Pick<JournalPhoto, 'median' | 'series'> & {
    readonly job: PlannedJob;
  };

/** A photo's place in the journal: the run, and its number there. */
export type JournalKey = { readonly run: string; readonly id: number };

/** The outcome of a photo, in the words of the journal. */
export type Recorded =
  | {
      readonly type: 'done';
      readonly input: FileIdentity;
      readonly result: Omit<JobResult, 'status'>;
      /** Absolute path of the result. */
      readonly output: string;
      readonly written: ResultFile;
      /** Hash of the model that made it. Absent: the present one. */
      readonly modelSha256?: string | null;
    }
  | {
      readonly type: 'copied';
      readonly input: FileIdentity;
      /** Absolute path of the copy. */
      readonly output: string;
      readonly written: ResultFile;
    }
  | { readonly type: 'failed'; readonly input: string; readonly failure: CandelaError }
  | { readonly type: 'skipped'; readonly record: PhotoRecord; readonly reason: SkipReason }
  | { readonly type: 'cancelled' };

/** Where the outcomes of photos are written down. */
export type JournalWriter = Pick<Recorder, 'partOf' | 'outcome'>;

/** Writes what happens to the photos of a batch into its journal, each before it is told to anybody. */
export class Recorder {
  readonly #open = new Map<string, Set<number>>();

  /** @param modelHash hash of the file of a model, by its id */
  constructor(
    private readonly journal: JournalFile,
    private readonly modelHash: (model: string) => string | null,
  ) {}

  /** Begins a run with its plan: what was asked for, the photos, and what was refused or left out. */
  async begin(request: RunRequest, plan: Planned): Promise<JournalKey[]> {
    const run = randomBytes(4).toString('hex');
    const at = now();
    await this.journal.append([
      {
        type: 'run',
        ...{ run, at, ...request },
        modelSha256: this.modelHash(request.settings.model),
        photos: plan.jobs.length,
      },
      ...this.#settledAtOnce(plan, { run, at }),
    ]);
    const keys = await this.#queuePlan(plan, run, 0);
    if (plan.jobs.length === 0) await this.journal.append([{ type: 'end', run, at }]);
    return keys;
  }

  /** Adds photos to a run that is begun. @param firstId the number of the first of them */
  async extend(run: string, plan: Planned, firstId: number): Promise<JournalKey[]> {
    await this.journal.append(this.#settledAtOnce(plan, { run, at: now() }));
    return this.#queuePlan(plan, run, firstId);
  }

  #settledAtOnce(
    { rejected, skipped, medians }: Planned,
    { run, at }: { run: string; at: string },
  ): JournalLine[] {
    const { root } = this.journal.place;
    return [
      ...rejected.map(({ input, error }) => ({
        type: 'failed' as const,
        ...{ run, at, input: storedPath(root, input), error: errorOf(error) },
      })),
      ...skipped.map(({ input, existing, reason = 'exists' }) => ({
        type: 'skipped' as const,
        ...{
          run,
          at,
          input: storedPath(root, input),
          reason,
          output: existing && storedPath(root, existing),
          ...withMedian(medians?.get(input)),
        },
      })),
    ];
  }

  async #queuePlan(plan: Planned, run: string, firstId: number): Promise<JournalKey[]> {
    const seriesOf = seriesIn(plan);
    const queued = plan.jobs.map((job, place) => {
      const series = seriesOf.get(place);
      const measured = withMedian(plan.medians?.get(job.input));
      return { run, id: firstId + place, job, ...measured, ...(series !== undefined && { series }) };
    });
    await this.queue(queued);
    return queued.map(({ id }) => ({ run, id }));
  }

  /** Photos that are about to wait. A run's line comes before. */
  async queue(photos: readonly Queued[]): Promise<void> {
    const { root } = this.journal.place;
    await this.journal.append(
      photos.map(({ run, id, job: { input, output, format, page, settings, copy }, ...measured }) => ({
        type: 'photo',
        ...{ run, id },
        ...{ input: storedPath(root, input), output: storedPath(root, output), format },
        ...(page !== undefined && { page }),
        settings,
        ...(copy && { copy }),
        ...measured,
      })),
    );
    this.expect(photos);
  }

  /** Photos of an earlier session that get an outcome now. */
  expect(photos: readonly JournalKey[]): void {
    for (const { run, id } of photos) {
      const open = this.#open.get(run) ?? new Set();
      this.#open.set(run, open.add(id));
    }
  }

  /** What the engine needs to know to write a result for the journal. */
  partOf({ run }: JournalKey): { run: string; placings: string } {
    return { run, placings: this.journal.place.placings };
  }

  /** @returns the line that was written @throws CandelaError `journal.notWritten` */
  async outcome(key: JournalKey, recorded: Recorded, model: string): Promise<JournalLine> {
    const line = await this.#lineOf(key, recorded, model);
    await this.journal.append([line]);
    const open = this.#open.get(key.run);
    open?.delete(key.id);
    if (open?.size === 0) {
      this.#open.delete(key.run);
      await this.journal.append([{ type: 'end', run: key.run, at: now() }]);
    }
    return line;
  }

  async #lineOf({ run, id }: JournalKey, recorded: Recorded, model: string): Promise<JournalLine> {
    const base = { run, id, at: now() };
    const { root } = this.journal.place;
    switch (recorded.type) {
      case 'done': {
        const { result, output, written, input, modelSha256 = this.modelHash(model) } = recorded;
        const { provider, megapixels, timings, notices } = result;
        return {
          ...{ type: 'done', ...base, input },
          output: await placed(root, output, written),
          modelSha256,
          ...{ provider, megapixels, timings, notices },
        };
      }
      case 'copied': {
        const { input, output, written } = recorded;
        return { type: 'copied', ...base, input, output: await placed(root, output, written) };
      }
      case 'failed':
        return {
          type: 'failed',
          ...base,
          input: storedPath(root, recorded.input),
          error: errorOf(recorded.failure),
        };
      case 'skipped': {
        const { input, output } = recorded.record;
        const stored = output === null ? null : storedPath(root, output);
        return {
          type: 'skipped',
          ...base,
          input: storedPath(root, input),
          reason: recorded.reason,
          output: stored,
        };
      }
      case 'cancelled':
        return { type: 'cancelled', ...base };
    }
  }
}

/** A file that was just written. One that is gone already is found missing when the batch is continued. */
async function placed(root: string, path: string, written: ResultFile): Promise<JournalDone['output']> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return { path: storedPath(root, path), ...written, mtimeMs };
}

/** The series of each job, counted from 1, by the job's place. */
function seriesIn({ series = [] }: Planned): Map<number, number> {
  return new Map(series.flatMap((places, index) => places.map((place) => [place, index + 1] as const)));
}

function withMedian(median: number | undefined): { median?: number } {
  return median === undefined ? {} : { median };
}

export function errorOf({ code, sentence, action }: CandelaError): JournalFailed['error'] {
  return { code, message: sentence, action };
}

export function now(): string {
  return new Date().toISOString();
}
