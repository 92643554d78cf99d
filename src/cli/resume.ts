import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CandelaError, isAbort, toCandelaError, type ModelCard, type Settings } from '@contract';
import { checkControls } from '@core';
import { isMissing } from '@disk';
import type { ModelEntry } from '@engine';
import {
  BatchRegistry,
  folderOfJournals,
  JournalFile,
  journalPlaces,
  Recorder,
  resumeRuns,
  runBatch,
  type BatchPlan,
  type BatchTally,
  type JournalPlace,
  type Resumption,
} from '@jobs';
import { batchWords } from './batchText';
import { exitCode, chooseReporter, runnerFor, startEngine, summarise } from './batchSteps';
import type { BatchEngine } from './engineProcess';
import type { EnhanceValues } from './enhanceValues';
import { closeJournal, modelHashes, note } from './journaled';
import { lookOf } from './look';
import type { Program } from './Program';
import { failureLines } from './reporters';
import { enhanceOptions } from './text';

/** Options that decide names and files, which were settled when the batch began. */
const settled = [
  'out',
  'page',
  'format',
  'bitDepth',
  'name',
  'onConflict',
  'longEdge',
  'metadata',
  'keepGps',
] as const;

type Task = { readonly program: Program; readonly values: EnhanceValues; readonly engine: BatchEngine };

/**
 * `candela enhance --resume`: goes on where the batch of a folder stopped.
 * @param folder the folder with the results
 * @returns the exit code
 * @throws CandelaError `usage.invalid`, `journal.*`
 */
export async function resumeBatch(program: Program, folder: string, values: EnhanceValues): Promise<number> {
  const start = performance.now();
  for (const name of settled)
    if (values[name] !== undefined)
      throw new CandelaError('usage.invalid', { reason: batchWords.settled(enhanceOptions[name].flags) });
  const root = resolve(folder);
  const places = await placesIn(root);
  const engine = startEngine(program, values);
  try {
    const tally = await resumeAll(places, { program, values, engine });
    const reporter = await chooseReporter(planOf([]), program.streams, values.json);
    reporter.finish(await summarise(tally, { engine, start }));
    if (tally.failure) program.streams.say(...failureLines(tally.failure));
    else if (tally.interrupted) program.streams.say(batchWords.continueWith(root));
    return exitCode(tally);
  } finally {
    await engine.dispose();
  }
}

/** @throws CandelaError `journal.none` */
async function placesIn(root: string): Promise<JournalPlace[]> {
  const names = await readdir(folderOfJournals(root)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw toCandelaError(error, root);
  });
  const places = journalPlaces(root, names);
  if (places.length === 0) throw new CandelaError('journal.none', { folder: root });
  return places;
}

/** Journals of several shards are continued one after another. One that another Candela works on is left to it. */
async function resumeAll(places: readonly JournalPlace[], task: Task): Promise<BatchTally> {
  const { program, engine } = task;
  const models = await engine.models();
  const total: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: false };
  for (const place of places) {
    if (program.signal.aborted) total.interrupted = true;
    if (total.interrupted) break;
    const tally = await resumeOne(place, task, models).catch((error: unknown) => {
      if (isAbort(error) && program.signal.aborted)
        return { ...total, done: 0, failed: 0, skipped: 0, interrupted: true };
      const isBusy = error instanceof CandelaError && error.code === 'journal.inUse';
      if (!isBusy || places.length === 1) throw error;
      program.streams.say(error.sentence);
      return null;
    });
    if (tally === null) continue;
    for (const kind of ['done', 'failed', 'skipped'] as const) total[kind] += tally[kind];
    total.interrupted = tally.interrupted;
    if (tally.failure) total.failure = tally.failure;
  }
  return total;
}

async function resumeOne(
  place: JournalPlace,
  { program, values, engine }: Task,
  models: readonly ModelEntry[],
): Promise<BatchTally> {
  const { signal, streams } = program;
  const journal = await JournalFile.open(place);
  const registry = new BatchRegistry(program.folders.batches);
  try {
    const modelHash = modelHashes(models);
    const recorder = new Recorder(journal, modelHash);
    const settingsNow = (settings: Settings): Settings => changed(settings, values, models);
    const left = await resumeRuns(journal, { recorder, modelHash, settingsNow, signal });
    await note(registry, place);
    sayWhatChanged(left, program);
    const plan = planOf(left.jobs, left.done);
    const reporter = await chooseReporter(plan, streams, values.json);
    return await runBatch(plan, runnerFor(engine, models), {
      signal,
      onEvent: (event) => {
        reporter.onEvent(event);
      },
      model: left.jobs[0]?.settings.model ?? '',
      clock: () => performance.now(),
      journal: { recorder, keys: left.keys },
    });
  } finally {
    await closeJournal(journal, registry);
  }
}

function planOf(jobs: BatchPlan['jobs'], done: Resumption['done'] = []): BatchPlan {
  const skipped = done.map(({ input, output }) => ({
    input,
    existing: output,
    reason: 'doneBefore' as const,
  }));
  return { jobs, skipped, rejected: [], ignored: 0, filtered: 0, results: 0, left: [], series: [] };
}

function sayWhatChanged({ done, again }: Resumption, { streams }: Program): void {
  streams.say(...batchWords.doneBefore(done.length));
  streams.say(...again.map(({ input, change }) => batchWords.doneAgain(input, change)));
}

/** A photo's settings with what the options change. */
function changed(settings: Settings, values: EnhanceValues, models: readonly ModelEntry[]): Settings {
  const { strength = settings.strength, provider = settings.provider, quality, highlights, colour } = values;
  const model = values.model ?? settings.model;
  const card = cardOf(model, models);
  const look = lookOf(values, card);
  const controls = { ...(model === settings.model && settings.controls), ...look.controls };
  if (card) checkControls(card, controls);
  const isOwn = 'brightness' in look.controls;
  const finish = {
    ...settings.finish,
    ...(values.brightness !== undefined && !isOwn && { brightness: look.finish.brightness }),
    ...(highlights !== undefined && { highlights }),
    ...(colour !== undefined && { colour }),
  };
  const output = { ...settings.output, ...(quality !== undefined && { quality }) };
  return { ...settings, model, strength, provider, controls, finish, output };
}

function cardOf(model: string, models: readonly ModelEntry[]): ModelCard | undefined {
  const entry = models.find(({ id }) => id === model);
  return entry && 'card' in entry ? entry.card : undefined;
}
