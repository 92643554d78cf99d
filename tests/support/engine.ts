/**
 * @file An engine in a fresh folder, with models and photos written for the test.
 */
import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Settings, type Job, type JobResult, type OutputFormat } from '@contract';
import { createEngine, type Engine, type EngineOptions } from '@engine';
import { tempFolder } from './tempFolder';

const formats: Record<string, OutputFormat> = {
  '.png': 'png',
  '.tiff': 'tiff',
  '.webp': 'webp',
  '.jpg': 'jpeg',
};

export type Place = { folder: string; models: string; engine: Engine };

export async function place(options: Partial<EngineOptions> = {}): Promise<Place> {
  const folder = tempFolder();
  const models = join(folder, 'models');
  await mkdir(join(folder, 'out'));
  const engine = createEngine({
    cacheFolder: join(folder, 'cache'),
    modelFolders: [models],
    version: '0.0.0',
    ...options,
  });
  onTestFinished(() => engine.dispose());
  return { folder, models, engine };
}

/** The photo's result goes into `out`. */
export function jobFor({ folder }: Place, input: string): Job {
  const extension = extname(input);
  const output = join(folder, 'out', `${basename(input, extension)}-candela${extension}`);
  return { input, output, format: formats[extension]! };
}

export const settingsFor = (model: string, more: object = {}): Settings =>
  Settings.parse({ model, provider: 'cpu', ...more });

export async function enhance(at: Place, input: string, settings: Settings): Promise<JobResult> {
  return at.engine.enhance(jobFor(at, input), settings, { signal: new AbortController().signal });
}
