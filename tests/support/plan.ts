/** @file A fresh folder for each test, photos that are words, and plans in short relative paths. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  CandelaError,
  type RawJpeg,
  Settings,
  signatureSide,
  surveyBins,
  type Light,
  type Survey,
} from '@contract';
import { planBatch, type BatchRequest, type Measures, type Sniff } from '@jobs';

export let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candela-plan-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The tests' photos are texts that describe themselves. */
export const sniff: Sniff = async (path) => {
  const content = await readFile(path, 'utf8');
  if (content === 'jpeg result') return { format: 'jpeg' };
  if (content === 'jpeg' || content === 'png' || content === 'gif') return { format: content };
  if (content === 'dng') return { format: 'raw' };
  if (content.startsWith('heic')) return { format: 'heic', bits: Number(content.slice(4)) };
  if (content === 'raw')
    throw new CandelaError('photo.unsupported', { file: basename(path), kind: 'a raw photo' });
  throw new CandelaError('photo.notAPhoto', { file: basename(path), kind: 'text' });
};

export async function put(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** A file with this text counts as an earlier result. */
export const isOwnResult = async (path: string): Promise<boolean> =>
  (await readFile(path, 'utf8')).includes('result');

/** What the camera and the light of each photo are, by its path below the folder. Others have none. */
export const surveys = new Map<string, Partial<Survey>>();
beforeEach(() => {
  surveys.clear();
});

const surveyOf = (path: string): Promise<Survey> => {
  const known = surveys.get(relative(folder, path));
  if (known === undefined)
    return Promise.reject(new CandelaError('photo.damaged', { file: path, reason: 'it is a text' }));
  return Promise.resolve({ width: 60, height: 40, light: evenLight(0), exposure: {}, ...known });
};

/** The light of an even picture. */
export function evenLight(value: number): Light {
  const histogram = Array.from({ length: surveyBins }, () => 0);
  histogram[Math.min(surveyBins - 1, Math.floor(value * surveyBins))] = 1;
  return {
    median: value,
    mean: value,
    histogram,
    signature: Array.from({ length: signatureSide ** 2 }, () => value),
  };
}

export const measures: Measures = {
  exposure: async (path) => (await surveyOf(path)).exposure,
  survey: surveyOf,
};

export type Wish = {
  out?: string;
  recursive?: boolean;
  page?: number;
  include?: string[];
  exclude?: string[];
  rawJpeg?: RawJpeg;
  output?: Partial<Settings['output']>;
  isOther?: (path: string) => Promise<boolean>;
};

export async function plan(
  inputs: string[],
  { out, recursive = false, page, output, isOther, ...more }: Wish = {},
) {
  const request: BatchRequest = {
    inputs: inputs.map((input) => join(folder, input)),
    ...(out === undefined ? {} : { out: join(folder, out) }),
    recursive,
    page,
    ...more,
    settings: Settings.parse({ model: 'cnn', strength: 0.8, output }),
    now: new Date(2026, 0, 31, 23, 59, 5),
  };
  const { signal } = new AbortController();
  const { jobs, rejected, skipped, ignored, results, filtered } = await planBatch(request, {
    sniff,
    ...(isOther && { isOther }),
    isOwnResult,
    measures,
    signal,
  });
  const short = (path: string) => relative(folder, path) || '.';
  return {
    jobs: Object.fromEntries(jobs.map((job) => [short(job.input), short(job.output)])),
    pages: jobs.map((job) => job.page),
    formats: jobs.map((job) => job.format),
    rejected: Object.fromEntries(rejected.map(({ input, error }) => [short(input), error.code])),
    skipped: skipped.map(({ input }) => short(input)),
    ignored,
    results,
    filtered,
  };
}
