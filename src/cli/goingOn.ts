import { CandelaError, type Settings } from '@contract';
import type { ModelEntry } from '@engine';
import {
  BatchRegistry,
  closeJournal,
  isBegun,
  Recorder,
  refusedIn,
  resumeRuns,
  runBatch,
  type BatchPlan,
  type BatchTally,
  type Journal,
  type JournalFile,
  type JournalPlace,
  type Refused,
  type Resumption,
} from '@jobs';
import { chooseReporter, exitCode, runnerFor, summarise } from './batchSteps';
import { batchWords } from './batchText';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import { modelHashes, note, openPatiently } from './journaled';
import type { Program } from './Program';
import { failureLines, type Reporter } from './reporters';

export type GoingOn = {
  readonly program: Program;
  /** The folder with the results. */
  readonly root: string;
  readonly places: readonly JournalPlace[];
  readonly models: readonly ModelEntry[];
  /** The settings that a photo is to have now. */
  readonly settingsNow: (settings: Settings) => Settings;
  readonly json: boolean;
  readonly start: number;
  /** Plans files that were refused once more. Absent: they stay refused. */
  readonly replan?: ((refused: Omit<Refused, 'run'>) => Promise<BatchPlan>) | undefined;
};

/** A journal that is open, and what is left of its batch. */
type OpenBatch = {
  readonly journal: JournalFile;
  readonly recorder: Recorder;
  readonly left: Resumption;
  /** What is told at once, because it has its outcome. */
  readonly told: Pick<BatchPlan, 'rejected' | 'skipped'>;
};

/**
 * Goes on with what the journals of a folder say is left.
 * @returns the exit code
 * @throws CandelaError `journal.*`
 */
export async function goOn(engine: BatchEngine, task: GoingOn): Promise<number> {
  const { program, places } = task;
  const registry = new BatchRegistry(program.folders.batches);
  const batches: OpenBatch[] = [];
  try {
    for (const place of places) batches.push(...(await openBatch(place, task)));
    for (const { journal } of batches) await note(registry, journal.place);
    return await finish(batches, engine, task);
  } finally {
    for (const { journal } of batches) await closeJournal(journal, registry);
  }
}

/** None if the batch is one share of several and another Candela works on it. */
async function openBatch(
  place: JournalPlace,
  { program, places, models, settingsNow, replan }: GoingOn,
): Promise<OpenBatch[]> {
  const { streams, signal } = program;
  const journal = await openPatiently(place, signal).catch((error: unknown) => {
    const isBusy = error instanceof CandelaError && error.code === 'journal.inUse';
    if (!isBusy || places.length === 1) throw error;
    streams.say(error.sentence);
    return null;
  });
  if (journal === null) return [];
  try {
    const modelHash = modelHashes(models);
    const recorder = new Recorder(journal, modelHash);
    const left = await resumeRuns(journal, { recorder, modelHash, settingsNow, signal });
    const more = await refusedAgain(journal, recorder, replan);
    const { jobs, keys, ...told } = more;
    const all = { ...left, jobs: [...left.jobs, ...jobs], keys: [...left.keys, ...keys] };
    return [{ journal, recorder, left: all, told }];
  } catch (error) {
    await journal.close();
    throw error;
  }
}

type Again = Pick<BatchPlan, 'jobs' | 'rejected' | 'skipped'> & Pick<Resumption, 'keys'>;

/** Files that were refused while the batch was planned may be readable by now. */
async function refusedAgain(
  journal: JournalFile,
  recorder: Recorder,
  replan: GoingOn['replan'],
): Promise<Again> {
  const refused = replan === undefined ? null : refusedIn(journal.before, journal.place.root);
  if (replan === undefined || refused === null) return { jobs: [], keys: [], rejected: [], skipped: [] };
  const { run, ...known } = refused;
  const plan = await replan(known);
  const keys = await recorder.extend(run.request.run, plan, run.photos.size);
  const { jobs, rejected, skipped } = plan;
  return { jobs, keys, rejected, skipped };
}

async function finish(
  batches: readonly OpenBatch[],
  engine: BatchEngine,
  { program, root, models, json, start }: GoingOn,
): Promise<number> {
  const { streams, signal } = program;
  const notBegun = new CandelaError('journal.notBegun', { folder: root });
  const isIncomplete = batches.some(({ journal }) => lacksPlan(journal.before));
  if (isIncomplete && batches.every(({ left }) => left.model === '')) throw notBegun;
  sayWhatChanged(batches, program);
  const reporter = await chooseReporter(planOf(batches), streams, json);
  const tally = await runAll(batches, { engine, models, reporter, signal });
  reporter.finish(await summarise(tally, { engine, start }));
  if (tally.failure) streams.say(...failureLines(tally.failure));
  else if (tally.interrupted) streams.say(batchWords.continueWith(root));
  const code = exitCode(tally);
  if (!isIncomplete) return code;
  streams.say(...failureLines(notBegun));
  return Math.max(code, exitCodes.someFailed);
}

/** Whether the last thing that was asked for was cut off before its plan stood. */
function lacksPlan({ runs }: Journal): boolean {
  const last = [...runs.values()].at(-1);
  return last === undefined || !isBegun(last);
}

type Running = {
  readonly engine: BatchEngine;
  readonly models: readonly ModelEntry[];
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
};

/** The shares of a batch are continued one after another. */
async function runAll(batches: readonly OpenBatch[], running: Running): Promise<BatchTally> {
  const { engine, models, reporter, signal } = running;
  const total: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: false };
  for (const batch of batches) {
    const { recorder, left } = batch;
    const tally = await runBatch(planOf([batch]), runnerFor(engine, models), {
      signal,
      onEvent: (event) => {
        reporter.onEvent(event);
      },
      model: left.model,
      clock: () => performance.now(),
      journal: { recorder, keys: left.keys },
    });
    for (const kind of ['done', 'failed', 'skipped'] as const) total[kind] += tally[kind];
    total.interrupted ||= tally.interrupted;
    if (tally.failure) return { ...total, failure: tally.failure };
  }
  return total;
}

function planOf(batches: readonly OpenBatch[]): BatchPlan {
  const jobs = batches.flatMap(({ left }) => left.jobs);
  const done = batches.flatMap(({ left }) => left.done);
  const skipped = done.map(({ input, output }) => ({
    input,
    existing: output,
    reason: 'doneBefore' as const,
  }));
  const told = batches.map((batch) => batch.told);
  return {
    jobs,
    skipped: [...skipped, ...told.flatMap((one) => one.skipped)],
    rejected: told.flatMap((one) => one.rejected),
    series: [],
    ignored: 0,
    filtered: 0,
    results: 0,
  };
}

function sayWhatChanged(batches: readonly OpenBatch[], { streams }: Program): void {
  const done = batches.reduce((sum, { left }) => sum + left.done.length, 0);
  streams.say(...batchWords.doneBefore(done));
  for (const { left } of batches)
    streams.say(...left.again.map(({ input, change }) => batchWords.doneAgain(input, change)));
}
