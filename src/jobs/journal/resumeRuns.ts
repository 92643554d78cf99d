import { isDeepStrictEqual } from 'node:util';
import { dirname } from 'node:path';
import type {
  FileIdentity,
  JournalCopied,
  JournalDone,
  JournalPhoto,
  Placing,
  PlannedJob,
  Settings,
} from '@contract';
import { fileState, identifyFile, isMissing } from '@disk';
import type { JournalFile } from './JournalFile';
import { realPath } from './journalPlace';
import { readPlacings, sweepRuns, waitForEngines } from './leftovers';
import { resultOf } from './placedResult';
import type { JournaledRun, Outcome } from './readJournal';
import type { JournalKey, Recorder } from './Recorder';

/** Why a photo that was done is done anew. */
export type Change = 'photo' | 'model' | 'settings' | 'result';

/** What is left of the runs of a journal. */
export type Resumption = {
  /** Id of the model that the last run was asked for. */
  readonly model: string;
  readonly jobs: readonly PlannedJob[];
  readonly keys: readonly JournalKey[];
  /** Photos that are done, with their results. Absolute paths. */
  readonly done: readonly { readonly input: string; readonly output: string; readonly job: PlannedJob }[];
  readonly again: readonly { readonly input: string; readonly change: Change }[];
};

export type ResumeOptions = {
  readonly recorder: Recorder;
  /** Hash of the file of a model, by its id; null if it cannot be used. */
  readonly modelHash: (model: string) => string | null;
  /** The settings that a photo is to have now. */
  readonly settingsNow: (settings: Settings) => Settings;
  readonly signal: AbortSignal;
};

/** Whether the whole plan of a run was written. No photo is touched before. A line may have been damaged since. */
export function isBegun({ request, photos, outcomes, isEnded }: JournaledRun): boolean {
  return photos.size >= (request.photos ?? 0) || outcomes.size > 0 || isEnded;
}

/** Whether a run stopped before every photo had its outcome. */
export function isUnfinished(run: JournaledRun): boolean {
  const { photos, outcomes, isEnded } = run;
  return !isEnded && isBegun(run) && [...photos.keys()].some((id) => !outcomes.has(id));
}

/**
 * Finds out what is left to do after a crash or a quit, and tidies up. If every run came to its end, the last one is gone through
 * again: what failed is tried once more, and what changed is done anew.
 */
export async function resumeRuns(journal: JournalFile, options: ResumeOptions): Promise<Resumption> {
  const { place, before } = journal;
  const all = [...before.runs.values()].filter(isBegun);
  const unfinished = all.filter(isUnfinished);
  const runs = unfinished.length > 0 ? unfinished : all.slice(-1);
  const { placed, pids } = await readPlacings(place);
  await waitForEngines(pids, options.signal);
  const jobs = runs.flatMap((run) => [...run.photos.values()].map((photo) => jobOf(place.root, photo, run)));
  const folders = new Set(jobs.map(({ output }) => dirname(output)));
  await sweepRuns(
    runs.map(({ request }) => request.run),
    folders,
  );
  return new Resuming(journal, options, latest(placed)).go(runs);
}

function jobOf(root: string, photo: JournalPhoto, { request }: JournaledRun): PlannedJob {
  const { format, page, settings = request.settings, copy } = photo;
  const paths = { input: realPath(root, photo.input), output: realPath(root, photo.output) };
  return { ...paths, format, ...(page !== undefined && { page }), settings, ...(copy && { copy }) };
}

function latest(placed: readonly Placing[]): ReadonlyMap<string, Placing> {
  return new Map(placed.map((placing) => [placing.planned, placing]));
}

/** Photos with a file of their own. */
type Written = JournalDone | JournalCopied;

function isWritten(outcome: Outcome | undefined): outcome is Written {
  return outcome?.type === 'done' || outcome?.type === 'copied';
}

type Rest = { readonly job: PlannedJob; readonly key: JournalKey };

class Resuming {
  readonly #rest: Rest[] = [];
  readonly #renewed: (JournalKey & { readonly job: PlannedJob })[] = [];
  readonly #done: { input: string; output: string; job: PlannedJob }[] = [];
  readonly #again: { input: string; change: Change }[] = [];

  constructor(
    private readonly journal: JournalFile,
    private readonly options: ResumeOptions,
    private readonly placed: ReadonlyMap<string, Placing>,
  ) {}

  async go(runs: readonly JournaledRun[]): Promise<Resumption> {
    const { recorder, signal } = this.options;
    for (const run of runs)
      for (const photo of run.photos.values()) {
        signal.throwIfAborted();
        await this.#look(photo, run);
      }
    await recorder.queue(this.#renewed);
    recorder.expect(this.#rest.map(({ key }) => key));
    const jobs = this.#rest.map(({ job }) => job);
    const model = runs.at(-1)?.request.settings.model ?? '';
    return { model, jobs, keys: this.#rest.map(({ key }) => key), done: this.#done, again: this.#again };
  }

  async #look(photo: JournalPhoto, run: JournaledRun): Promise<void> {
    const { root } = this.journal.place;
    const key = { run: photo.run, id: photo.id };
    const planned = jobOf(root, photo, run);
    // Settings do not matter to a copy.
    const job = planned.copy ? planned : { ...planned, settings: this.options.settingsNow(planned.settings) };
    const recorded = run.outcomes.get(photo.id);
    if (recorded?.type === 'cancelled' || recorded?.type === 'skipped') return;
    const outcome = isWritten(recorded) ? recorded : await this.#adopt(planned, key, run);
    if (outcome === null) this.#do(job, planned, key);
    else await this.#compare(outcome, { job, planned, key });
  }

  /** A photo that was done is done again if it, its result, its model or its settings have changed. */
  async #compare(
    outcome: Written,
    { job, planned, key }: Rest & { readonly planned: PlannedJob },
  ): Promise<void> {
    const output = realPath(this.journal.place.root, outcome.output.path);
    const found = await identityLike(output, outcome.output);
    const change = found === null ? 'result' : await this.#changeOf(job, planned, outcome);
    if (change === null) {
      this.#done.push({ input: job.input, output, job });
      return;
    }
    this.#again.push({ input: job.input, change });
    // An unchanged result is replaced. One that somebody worked on stays, and the new one gets a number.
    const isOurs = found?.sha256 === outcome.output.sha256;
    this.#do(isOurs && !job.copy ? replacing(job, output) : job, planned, key);
  }

  #do(job: PlannedJob, planned: PlannedJob, key: JournalKey): void {
    this.#rest.push({ job, key });
    if (!isDeepStrictEqual(job.settings, planned.settings)) this.#renewed.push({ ...key, job });
  }

  async #changeOf(job: PlannedJob, planned: PlannedJob, outcome: Written): Promise<Change | null> {
    if (!isDeepStrictEqual(job.settings, planned.settings)) return 'settings';
    const hash = this.options.modelHash(job.settings.model);
    if (outcome.type === 'done' && hash !== null && hash !== outcome.modelSha256) return 'model';
    const input = await identityLike(job.input, outcome.input);
    // A photo that was done and is gone stays done.
    return input === null || input.sha256 === outcome.input.sha256 ? null : 'photo';
  }

  /** A result that had got its name when Candela was cut off, before the journal knew. */
  async #adopt(job: PlannedJob, key: JournalKey, { request }: JournaledRun): Promise<Written | null> {
    const placing = this.placed.get(job.output);
    const result = placing === undefined ? null : await resultOf(placing, job.input);
    const input = result === null ? null : await identityOf(job.input);
    if (result === null || input === null) return null;
    const { output, written } = result;
    if (output === null || written === null) return null;
    const { recorder } = this.options;
    recorder.expect([key]);
    const { model } = job.settings;
    if (job.copy) {
      const line = await recorder.outcome(key, { type: 'copied', input, output, written }, model);
      return line.type === 'copied' ? line : null;
    }
    // The present model may be another than the one that made the result.
    const modelSha256 = model === request.settings.model ? request.modelSha256 : null;
    const line = await recorder.outcome(
      key,
      { type: 'done', input, output, written, result, modelSha256 },
      model,
    );
    return line.type === 'done' ? line : null;
  }
}

function replacing(job: PlannedJob, output: string): PlannedJob {
  const { settings } = job;
  return {
    ...job,
    output,
    settings: { ...settings, output: { ...settings.output, onConflict: 'overwrite' } },
  };
}

/** Null: the file is not there. */
async function identityOf(path: string): Promise<FileIdentity | null> {
  try {
    return await identifyFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A file of the same size and time is taken to be the same, so that thousands need not be read. */
async function identityLike(path: string, known: FileIdentity): Promise<FileIdentity | null> {
  const state = await fileState(path).catch(() => null);
  if (state?.size === known.size && state.mtimeMs === known.mtimeMs) return known;
  return identityOf(path);
}
