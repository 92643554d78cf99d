import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CandelaError, toCandelaError, type ModelCard, type Settings, type Shard } from '@contract';
import { checkControls } from '@core';
import { isMissing } from '@disk';
import type { ModelEntry } from '@engine';
import { folderOfJournals, journalPlace, journalPlaces, type BatchRequest, type JournalPlace } from '@jobs';
import { planWith } from './batchSteps';
import { batchWords } from './batchText';
import type { BatchEngine } from './engineProcess';
import type { EnhanceValues } from './enhanceValues';
import { goOn, type GoingOn } from './goingOn';
import { lookOf } from './look';
import type { Program } from './Program';
import { saySeries, withSeries } from './series';
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

/**
 * `candela enhance --resume`: goes on where the batch of a folder stopped, or one share of it.
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
  const places = await placesIn(root, values.shard);
  const models = await engine.models({ signal: program.signal });
  const settingsNow = (settings: Settings): Settings => changed(settings, values, models);
  return goOn(engine, { program, root, places, models, settingsNow, json: values.json, start });
}

type ShareTask = Pick<GoingOn, 'program' | 'json' | 'start'> & {
  readonly place: JournalPlace;
  /** What the command asks for, now and before. */
  readonly request: BatchRequest;
};

/** A share whose command is given again goes on, and tries again what it refused while it was planned. @returns the exit code @throws CandelaError `journal.*` */
export async function resumeShare(
  engine: BatchEngine,
  { place, request, ...task }: ShareTask,
): Promise<number> {
  const models = await engine.models({ signal: task.program.signal });
  const settingsNow = (settings: Settings): Settings => settings;
  const replan: GoingOn['replan'] = async (refused) => {
    const { program, json } = task;
    const found = await planWith(engine, { ...request, ...refused }, { models, signal: program.signal });
    const { plan, series } = await withSeries(found, engine, { program });
    saySeries(series, { program, json });
    return plan;
  };
  return goOn(engine, { ...task, root: place.root, places: [place], models, settingsNow, replan });
}

/** @throws CandelaError `journal.none` */
async function placesIn(root: string, shard: Shard | undefined): Promise<JournalPlace[]> {
  const names = await readdir(folderOfJournals(root)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw toCandelaError(error, root);
  });
  const wanted = shard && journalPlace(root, shard).file;
  const places = journalPlaces(root, names).filter(({ file }) => wanted === undefined || file === wanted);
  if (places.length === 0) throw new CandelaError('journal.none', { folder: root });
  return places;
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
