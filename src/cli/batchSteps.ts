/** @file What `enhance`, `enhance --resume` and `watch` have in common. */
import {
  CandelaError,
  defaultModel,
  rawPrograms,
  RawSettings,
  Settings,
  type RawDeveloper,
  type SummaryRecord,
} from '@contract';
import { checkControls } from '@core';
import type { ModelEntry } from '@engine';
import {
  copying,
  isolated,
  planBatch,
  ResultOrigins,
  type BatchPlan,
  type BatchRequest,
  type BatchTally,
  type PlanProgress,
  type Runner,
} from '@jobs';
import { chooseModel } from './chooseModel';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import type { EnhanceValues } from './enhanceValues';
import { lookOf, type Adjustments } from './look';
import { modelHashes } from './journaled';
import type { Program } from './Program';
import { JsonReporter, LineReporter, type Reporter } from './reporters';
import type { Streams } from './Streams';

/** The model and the settings that the options choose. */
export type Chosen = { readonly model: ModelEntry; readonly settings: Settings };

/** @throws CandelaError `model.unknown`, `usage.invalid` */
export async function settingsFor(
  engine: BatchEngine,
  values: EnhanceValues,
  { signal }: { signal: AbortSignal },
): Promise<Chosen> {
  const model = chooseModel(values.model ?? defaultModel, await engine.models({ signal }));
  const developer = await developerFor(engine, values.rawDeveloper, { signal });
  const look = lookOf(values, 'card' in model ? model.card : undefined);
  if ('card' in model) checkControls(model.card, look.controls);
  return { model, settings: toSettings(values, { model: model.id, ...look }, developer) };
}

type Planning = {
  readonly models: readonly ModelEntry[];
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PlanProgress) => void;
};

/** The plan of the photos behind a request. */
export async function planWith(
  engine: BatchEngine,
  request: BatchRequest,
  { models, signal, onProgress }: Planning,
): Promise<BatchPlan> {
  const origins = new ResultOrigins(modelHashes(models), request.series);
  return planBatch(request, {
    sniff: (path, options) => engine.sniff(path, options),
    isOwnResult: (path, options) => engine.isOwnResult(path, options),
    measures: engine,
    ...(request.settings.output.onConflict === 'skip' && {
      isOther: (path, job, options) => origins.isOther(path, job, options),
    }),
    signal,
    onProgress,
  });
}

export function startEngine(program: Program, values: EnhanceValues): BatchEngine {
  return program.startEngine({
    cacheFolder: program.folders.cache,
    modelFolders: program.folders.models,
    version: program.version,
    ...(values.memory === undefined ? {} : { memoryBytes: values.memory }),
  });
}

/**
 * The program that develops raws, in the version that is here; undefined for LibRaw.
 * @throws CandelaError `develop.missing`
 */
async function developerFor(
  engine: BatchEngine,
  program: EnhanceValues['rawDeveloper'] = 'libraw',
  { signal }: { signal: AbortSignal },
): Promise<RawDeveloper | undefined> {
  if (program === 'libraw') return undefined;
  const found = (await engine.developers({ signal })).find((each) => each.program === program);
  const { name, command } = rawPrograms[program];
  if (found === undefined) throw new CandelaError('develop.missing', { program: name, command });
  return found;
}

function toSettings(
  values: EnhanceValues,
  look: Adjustments & { model: string },
  developer: RawDeveloper | undefined,
): Settings {
  return Settings.parse({
    ...look,
    strength: values.strength,
    raw: rawOf(values, developer),
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

/** Absent where nothing is asked: settings of other photos do not speak of it. */
function rawOf(values: EnhanceValues, developer: RawDeveloper | undefined): RawSettings | undefined {
  const { rawExposure: exposure, rawWhite: white, rawHighlights: highlights, rawPreview: preview } = values;
  const asked = { exposure, white, highlights, preview, developer };
  return Object.values(asked).every((value) => value === undefined) ? undefined : RawSettings.parse(asked);
}

/** A model whose card cannot be used fails each of its photos, so that every record gets the code. */
export function runnerFor(engine: BatchEngine, models: readonly ModelEntry[]): Runner {
  const runner: Runner = ({ settings, ...job }, options) =>
    engine.enhance(job, settings, { ...options, priority: 'batch' });
  const { isolation } = engine;
  const enhance = isolated(runner, engine.hold, { isolation });
  const run = copying(enhance, { isolation, copy: (files, options) => engine.copy(files, options) });
  return async (job, options) => {
    const model = chooseModel(job.settings.model, models);
    if ('error' in model && job.copy !== true) throw model.error;
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
