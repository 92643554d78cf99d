/** @file Batches of texts that are copied, with a journal in a fresh folder. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { Settings, type JobResult, type PlannedJob } from '@contract';
import { identifyFile } from '@disk';
import { JournalFile, journalPlace, Recorder, resumeRuns, runBatch, type Runner } from '@jobs';

export let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candela-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

export const settings = Settings.parse({ model: 'cnn' });
export const model = 'a'.repeat(64);
export const place = () => journalPlace(join(folder, 'out'));

export async function photos(count: number): Promise<PlannedJob[]> {
  await mkdir(join(folder, 'out'), { recursive: true });
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const input = join(folder, `${index}.jpg`);
      await writeFile(input, `photo ${index}`);
      return { input, output: join(folder, 'out', `${index}.jpg`), format: 'jpeg' as const, settings };
    }),
  );
}

/** Writes the photo's text as its result. */
export const copy: Runner = async ({ input, output }) => {
  await writeFile(output, `bright ${await readFile(input, 'utf8')}`);
  const { size, sha256 } = await identifyFile(output);
  return resultOf(output, { size, sha256 });
};

function resultOf(output: string, written: JobResult['written']): JobResult {
  const timings = { decodeMs: 1, inferenceMs: 1, encodeMs: 1, totalMs: 3 };
  return { output, written, status: 'done', provider: 'cpu', megapixels: 1, timings, notices: [] };
}

export const options = { signal: new AbortController().signal, model: 'cnn', clock: () => 0 };

/** Runs jobs with a journal, as far as `until` lets it. */
export async function session(
  jobs: readonly PlannedJob[],
  runner: Runner = copy,
  stop = new AbortController(),
) {
  const journal = await JournalFile.open(place());
  const recorder = new Recorder(journal, () => model);
  const keys = await recorder.begin(
    { candela: '1', inputs: [folder], settings },
    { jobs, rejected: [], skipped: [] },
  );
  const tally = await runBatch({ jobs, rejected: [], skipped: [] }, runner, {
    ...options,
    signal: stop.signal,
    onEvent: () => undefined,
    journal: { recorder, keys },
    atOnce: 1,
  });
  await journal.close();
  return tally;
}

export async function resumption(more: { settings?: Partial<Settings>; model?: string } = {}) {
  const journal = await JournalFile.open(place());
  const modelHash = () => more.model ?? model;
  const recorder = new Recorder(journal, modelHash);
  const left = await resumeRuns(journal, {
    recorder,
    modelHash,
    settingsNow: (before) => ({ ...before, ...more.settings }),
    signal: options.signal,
  });
  const rerun = async (runner: Runner = copy) => {
    await runBatch({ jobs: left.jobs, rejected: [], skipped: [] }, runner, {
      ...options,
      onEvent: () => undefined,
      journal: { recorder, keys: left.keys },
    });
    await journal.close();
  };
  const names = left.jobs.map(({ input }) => input.slice(folder.length + 1));
  return { ...left, names, rerun, journal };
}

/** A session that ends while photo `at` is in the engine. */
export async function cutOffAt(
  jobs: readonly PlannedJob[],
  at: number,
  runner: Runner = copy,
): Promise<void> {
  const stop = new AbortController();
  await session(
    jobs,
    async (job, context) => {
      if (job.input !== jobs[at]?.input) return runner(job, context);
      stop.abort();
      throw new DOMException('stopped', 'AbortError');
    },
    stop,
  );
}
