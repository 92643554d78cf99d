import { resolve } from 'node:path';
import { CandelaError, defaultModel, isAbort, Settings, type SummaryRecord } from '@contract';
import { checkControls } from '@core';
import { assertWritableFolder } from '@disk';
import type { ModelEntry } from '@engine';
import {
  isolated,
  planBatch,
  runBatch,
  settleLeft,
  type BatchPlan,
  type BatchRequest,
  type BatchTally,
  type Runner,
} from '@jobs';
import { batchWords } from './batchText';
import { withSeries } from './series';
import { chooseModel } from './chooseModel';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import { expandWildcards } from './expandWildcards';
import { lookOf, type Adjustments } from './look';
import { parseEnhanceValues, type EnhanceValues } from './enhanceValues';
import { jsonLine } from './printable';
import { beginJournal, needsJournal } from './journaled';
import type { Program } from './Program';
import { resumeBatch } from './resume';
import { failureLines, JsonReporter, LineReporter, type Reporter } from './reporters';
import type { Streams } from './Streams';
import { words } from './text';

/**
 * `candela enhance`: enhances the photos behind the inputs and reports each.
 * @param texts the options as commander gives them.
 * @returns the exit code.
 * @throws CandelaError for wrong usage, before the first photo is read.
 */
export async function enhance(
  program: Program,
  inputs: readonly string[],
  texts: Readonly<Record<string, unknown>>,
): Promise<number> {
  const start = performance.now();
  const values = parseEnhanceValues(texts);
  if (values.resume !== undefined) {
    if (inputs.length > 0) throw new CandelaError('usage.invalid', { reason: batchWords.resumeAlone });
    return resumeBatch(program, values.resume, values);
  }
  if (inputs.length === 0) throw new CandelaError('usage.invalid', { reason: words.noInput });
  if (inputs.includes('')) throw new CandelaError('usage.invalid', { reason: words.emptyInput });
  const out = values.out === undefined ? undefined : resolve(values.out);
  if (out !== undefined) await assertWritableFolder(out);
  const paths = (await expandWildcards(inputs)).map((input) => resolve(input));
  const engine = startEngine(program, values);
  try {
    return await enhanceAll(engine, { program, values, inputs: paths, out, start });
  } catch (error) {
    // Readers of the records expect a last line, even when a run is interrupted early.
    if (values.json && program.signal.aborted && isAbort(error))
      program.streams.answerRaw(jsonLine(await summarise(nothing, { engine, start })));
    throw error;
  } finally {
    await engine.dispose();
  }
}

const nothing: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: true };

type Task = {
  program: Program;
  values: EnhanceValues;
  inputs: readonly string[];
  out: string | undefined;
  start: number;
};

async function enhanceAll(
  engine: BatchEngine,
  { program, values, inputs, out, start }: Task,
): Promise<number> {
  const { model, settings } = await settingsFor(engine, values);
  const request = {
    inputs,
    out,
    recursive: values.recursive,
    settings,
    page: values.page,
    include: values.include,
    exclude: values.exclude,
    onlyDark: values.onlyDark,
    copyRest: values.copyRest,
    shard: values.shard,
    series: values.series,
    now: new Date(),
  };
  const found = await planWith(engine, request, program.signal);
  const plan = await withSeries(found, engine, { program, json: values.json });
  const models = [model];
  await using journal = needsJournal(plan, request)
    ? await beginJournal(program, models, { plan, request })
    : undefined;
  const reporter = await chooseReporter(plan, program.streams, values.json);
  const tally = await runBatch(plan, runnerFor(engine, models), {
    signal: program.signal,
    onEvent: (event) => {
      reporter.onEvent(event);
    },
    model: settings.model,
    clock: () => performance.now(),
    journal,
  });
  reporter.finish(await summarise(tally, { engine, start }));
  if (tally.failure) program.streams.say(...failureLines(tally.failure));
  else if (tally.interrupted && journal) program.streams.say(batchWords.continueWith(journal.root));
  return exitCode(tally);
}

/** The model and the settings that the options choose. */
export type Chosen = { readonly model: ModelEntry; readonly settings: Settings };

/** @throws CandelaError `model.unknown`, `usage.invalid` */
export async function settingsFor(engine: BatchEngine, values: EnhanceValues): Promise<Chosen> {
  const model = chooseModel(values.model ?? defaultModel, await engine.models());
  const look = lookOf(values, 'card' in model ? model.card : undefined);
  if ('card' in model) checkControls(model.card, look.controls);
  return { model, settings: toSettings(values, { model: model.id, ...look }) };
}

/** The plan of the photos behind a request. Copies of bright photos are made on the way. */
export async function planWith(
  engine: BatchEngine,
  request: BatchRequest,
  signal: AbortSignal,
): Promise<BatchPlan> {
  const plan = await planBatch(request, {
    sniff: (path, options) => engine.sniff(path, options),
    isOwnResult: (path, options) => engine.isOwnResult(path, options),
    measures: engine,
    signal,
  });
  return settleLeft(plan, (files, options) => engine.copy(files, options), { signal });
}

export function startEngine(program: Program, values: EnhanceValues): BatchEngine {
  return program.startEngine({
    cacheFolder: program.folders.cache,
    modelFolders: program.folders.models,
    version: program.version,
    ...(values.memory === undefined ? {} : { memoryBytes: values.memory }),
  });
}

function toSettings(values: EnhanceValues, look: Adjustments & { model: string }): Settings {
  return Settings.parse({
    ...look,
    strength: values.strength,
    provider: values.provider,
    output: {
      format: values.format,
      quality: values.quality,
      bitDepth: values.bitDepth,
      nameTemplate: values.name,
      onConflict: values.onConflict,
      keepGps: values.keepGps,
      longEdge: values.longEdge,
      metadata: values.metadata,
    },
  });
}

/** A model whose card cannot be used fails each of its photos, so that every record gets the code. */
export function runnerFor(engine: BatchEngine, models: readonly ModelEntry[]): Runner {
  const runner: Runner = ({ settings, ...job }, options) =>
    engine.enhance(job, settings, { ...options, priority: 'batch' });
  const run = isolated(runner, engine.hold, { isolation: engine.isolation });
  return async (job, options) => {
    const model = chooseModel(job.settings.model, models);
    if ('error' in model) throw model.error;
    return run(job, options);
  };
}

/** Bars for a terminal, lines for a pipe, JSON on request. */
export async function chooseReporter(plan: BatchPlan, streams: Streams, json: boolean): Promise<Reporter> {
  if (json) return new JsonReporter(plan, streams);
  if (streams.words.isTTY !== true || process.env['TERM'] === 'dumb') return new LineReporter(plan, streams);
  const { BarReporter } = await import('./BarReporter');
  return new BarReporter(plan, streams);
}

export async function summarise(
  { done, failed, skipped }: BatchTally,
  { engine, start }: { engine: BatchEngine; start: number },
): Promise<SummaryRecord> {
  const totalMs = performance.now() - start;
  const peakRssMb = await engine.peakMegabytes();
  return { type: 'summary', done, failed, skipped, totalMs, peakRssMb };
}

export function exitCode({ failed, interrupted, failure }: BatchTally): number {
  if (failure) return exitCodes.someFailed;
  if (interrupted) return exitCodes.interrupted;
  return failed > 0 ? exitCodes.someFailed : exitCodes.done;
}
