import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CandelaError, toCandelaError, type ModelCard, type Settings } from '@contract';
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
import { chooseReporter, exitCode, runnerFor, summarise } from './batchSteps';
import { batchWords } from './batchText';
import type { BatchEngine } from './engineProcess';
import type { EnhanceValues } from './enhanceValues';
import { closeJournal, modelHashes, note } from './journaled';
import { lookOf } from './look';
import type { Program } from './Program';
import { failureLines, type Reporter } from './reporters';
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

type Task = {
  readonly program: Program;
  readonly values: EnhanceValues;
  /** The folder with the results. */
  readonly folder: string;
  readonly start: number;
};

/** A journal that is open, and what is left of its batch. */
type OpenBatch = {
  readonly journal: JournalFile;
  readonly recorder: Recorder;
  readonly left: Resumption;
};

/**
 * `candela enhance --resume`: goes on where the batch of a folder stopped.
 * @returns the exit code
 * @throws CandelaError `usage.invalid`, `journal.*`
 */
export async function resumeBatch(
  engine: BatchEngine,
  { program, values, folder, start }: Task,
): Promise<number> {
  for (const name of settled)
    if (values[name] !== undefined)
      throw new CandelaError('usage.invalid', { reason: batchWords.settled(enhanceOptions[name].flags) });
  const root = resolve(folder);
  const places = await placesIn(root);
  const models = await engine.models();
  const registry = new BatchRegistry(program.folders.batches);
  const batches: OpenBatch[] = [];
  try {
    for (const place of places) batches.push(...(await openBatch(place, { program, values, models })));
    for (const { journal } of batches) await note(registry, journal.place);
    sayWhatChanged(batches, program);
    const reporter = await chooseReporter(planOf(batches), program.streams, values.json);
    const tally = await runAll(batches, { engine, models, reporter, signal: program.signal });
    reporter.finish(await summarise(tally, { engine, start }));
    if (tally.failure) program.streams.say(...failureLines(tally.failure));
    else if (tally.interrupted) program.streams.say(batchWords.continueWith(root));
    return exitCode(tally);
  } finally {
    for (const { journal } of batches) await closeJournal(journal, registry);
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

type Opening = {
  readonly program: Program;
  readonly values: EnhanceValues;
  readonly models: readonly ModelEntry[];
};

/** None if the batch is one share of several and another Candela works on it. */
async function openBatch(place: JournalPlace, { program, values, models }: Opening): Promise<OpenBatch[]> {
  const journal = await JournalFile.open(place).catch((error: unknown) => {
    const isBusy = error instanceof CandelaError && error.code === 'journal.inUse';
    if (!isBusy || !place.isShard) throw error;
    program.streams.say(error.sentence);
    return null;
  });
  if (journal === null) return [];
  try {
    const modelHash = modelHashes(models);
    const recorder = new Recorder(journal, modelHash);
    const settingsNow = (settings: Settings): Settings => changed(settings, values, models);
    const left = await resumeRuns(journal, { recorder, modelHash, settingsNow, signal: program.signal });
    return [{ journal, recorder, left }];
  } catch (error) {
    await journal.close();
    throw error;
  }
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
  return { jobs, skipped, rejected: [], left: [], series: [], ignored: 0, filtered: 0, results: 0 };
}

function sayWhatChanged(batches: readonly OpenBatch[], { streams }: Program): void {
  const done = batches.reduce((sum, { left }) => sum + left.done.length, 0);
  streams.say(...batchWords.doneBefore(done));
  for (const { left } of batches)
    streams.say(...left.again.map(({ input, change }) => batchWords.doneAgain(input, change)));
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
