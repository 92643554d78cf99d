/** @file A fresh folder for each test, photos that are words, and plans in short relative paths. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { CandelaError, Settings } from '@contract';
import { planBatch, type BatchRequest, type Sniff } from '@jobs';

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
  if (content === 'jpeg result') return 'jpeg';
  if (content === 'jpeg' || content === 'png' || content === 'gif') return content;
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

export type Wish = {
  out?: string;
  recursive?: boolean;
  page?: number;
  output?: Partial<Settings['output']>;
};

export async function plan(inputs: string[], { out, recursive = false, page, output }: Wish = {}) {
  const request: BatchRequest = {
    inputs: inputs.map((input) => join(folder, input)),
    ...(out === undefined ? {} : { out: join(folder, out) }),
    recursive,
    page,
    settings: Settings.parse({ model: 'cnn', strength: 0.8, output }),
    now: new Date(2026, 0, 31, 23, 59, 5),
  };
  const { signal } = new AbortController();
  const { jobs, rejected, skipped, ignored, results } = await planBatch(request, {
    sniff,
    isOwnResult,
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
  };
}
