import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CandelaError, type PlannedJob } from '@contract';
import { fileState, identifyFile } from '@disk';
import { copy, cutOffAt, folder, photos, place, resumption, session } from '../../../tests/support/journal';
import { BatchRegistry } from './BatchRegistry';
import { readJournal } from './readJournal';
import { isBegun, isUnfinished } from './resumeRuns';

describe('resumeRuns', () => {
  it('goes on where a batch stopped, and does nothing twice', async () => {
    const jobs = await photos(4);
    await cutOffAt(jobs, 2);
    const { names, done, again, rerun } = await resumption();
    expect(names).toEqual(['2.jpg', '3.jpg']);
    expect(done.map(({ output }) => output)).toEqual(jobs.slice(0, 2).map(({ output }) => output));
    expect(again).toEqual([]);
    await rerun();
    expect([...(await readJournal(place())).runs.values()].filter(isUnfinished)).toEqual([]);
    const after = await resumption();
    expect([after.names, after.done.length]).toEqual([[], 4]);
    await after.journal.close();
  });

  it('takes over a result that had got its name before the journal knew', async () => {
    const jobs = await photos(2);
    await cutOffAt(jobs, 0);
    const [job] = jobs;
    await writeFile(job!.output, 'bright photo 0');
    const { size, sha256 } = await identifyFile(job!.output);
    const input = await fileState(job!.input);
    const placing = { planned: job!.output, output: job!.output, input, size, sha256 };
    await writeFile(place().placings, `${JSON.stringify(placing)}\n{"planned":"/cut`);
    const { names, done, journal } = await resumption();
    expect(names).toEqual(['1.jpg']);
    expect(done).toEqual([{ input: job!.input, output: job!.output, job }]);
    await journal.close();
  });

  it('does not take a plan that was cut off in the middle for the whole', async () => {
    await cutOffAt(await photos(4), 0);
    const lines = (await readFile(place().file, 'utf8')).split('\n');
    expect(lines.map((line) => /"type":"(\w+)"/.exec(line)?.[1])).toEqual([
      ...['journal', 'run', 'photo', 'photo', 'photo', 'photo', undefined],
    ]);
    for (const kept of [2, 4]) {
      await writeFile(place().file, `${lines.slice(0, kept).join('\n')}\n`);
      const { names, journal } = await resumption();
      expect(names).toEqual([]);
      expect([...journal.before.runs.values()].map(isBegun)).toEqual([false]);
      expect([...journal.before.runs.values()].map(isUnfinished)).toEqual([false]);
      await journal.close();
    }
  });

  it('takes over what was placed, and then does it anew if a setting has changed', async () => {
    const [job] = await photos(1);
    await cutOffAt([job!], 0);
    await writeFile(job!.output, 'bright photo 0');
    const { size, sha256 } = await identifyFile(job!.output);
    const input = await fileState(job!.input);
    const placing = { planned: job!.output, output: job!.output, input, size, sha256 };
    await writeFile(place().placings, `${JSON.stringify(placing)}\n`);
    const { again, jobs, journal } = await resumption({ settings: { strength: 0.5 } });
    expect(again).toEqual([{ input: job!.input, change: 'settings' }]);
    expect(jobs).toMatchObject([{ output: job!.output, settings: { output: { onConflict: 'overwrite' } } }]);
    await journal.close();
  });

  it('does not take over a file of somebody else', async () => {
    const jobs = await photos(1);
    await cutOffAt(jobs, 0);
    await writeFile(jobs[0]!.output, 'mine');
    const input = { size: 7, mtimeMs: 1 };
    const placing = {
      planned: jobs[0]!.output,
      output: jobs[0]!.output,
      input,
      size: 4,
      sha256: 'b'.repeat(64),
    };
    await writeFile(place().placings, `${JSON.stringify(placing)}\n`);
    const { names, journal } = await resumption();
    expect(names).toEqual(['0.jpg']);
    await journal.close();
  });

  it('removes the temporary files of its runs, and no others', async () => {
    const jobs = await photos(1);
    await cutOffAt(jobs, 0);
    const [run = ''] = (await readJournal(place())).runs.keys();
    const [own, other] = [run, 'ffffffff'].map((id) =>
      join(folder, 'out', `.candela-${id}${'1'.repeat(16)}.part`),
    );
    for (const path of [own!, other!]) await writeFile(path, 'half');
    const { journal } = await resumption();
    await expect(stat(own!)).rejects.toThrow();
    await stat(other!);
    await journal.close();
  });

  it.each([
    ['the photo', 'photo', (job: PlannedJob) => writeFile(job.input, 'another photo'), {}],
    ['the model', 'model', () => Promise.resolve(), { model: 'b'.repeat(64) }],
    ['a setting', 'settings', () => Promise.resolve(), { settings: { strength: 0.5 } }],
    ['that its result is there', 'result', (job: PlannedJob) => rm(job.output), {}],
  ] as const)('does anew, in its place, what was done before %s changed', async (_, change, act, more) => {
    const jobs = await photos(1);
    await session(jobs);
    await act(jobs[0]!);
    const { jobs: left, again, rerun } = await resumption(more);
    expect(again).toEqual([{ input: jobs[0]!.input, change }]);
    const policy = change === 'result' ? 'number' : 'overwrite';
    expect(left).toMatchObject([{ output: jobs[0]!.output, settings: { output: { onConflict: policy } } }]);
    await rerun();
    const after = await resumption(more);
    expect(after.again).toEqual([]);
    await after.journal.close();
  });

  it('does anew what changed even if that attempt is cut off too', async () => {
    const jobs = await photos(1);
    await session(jobs);
    const first = await resumption({ settings: { strength: 0.5 } });
    await first.journal.close();
    const second = await resumption({ settings: { strength: 0.5 } });
    expect(second.jobs).toMatchObject([{ settings: { strength: 0.5, output: { onConflict: 'overwrite' } } }]);
    await second.journal.close();
  });

  it('keeps a result that somebody worked on beside the new one', async () => {
    const jobs = await photos(1);
    await session(jobs);
    await writeFile(jobs[0]!.input, 'another photo');
    await writeFile(jobs[0]!.output, 'retouched');
    const { jobs: left, journal } = await resumption();
    expect(left).toMatchObject([{ settings: { output: { onConflict: 'number' } } }]);
    await journal.close();
  });

  it('tries again what failed', async () => {
    const jobs = await photos(2);
    await session(jobs, (job, context) =>
      job.input.endsWith('0.jpg')
        ? Promise.reject(new CandelaError('output.noSpace', { file: 'x' }))
        : copy(job, context),
    );
    const { names, journal } = await resumption();
    expect(names).toEqual(['0.jpg']);
    await journal.close();
  });
});

describe('BatchRegistry', () => {
  it('lists what is unfinished, and forgets what is finished or was never begun', async () => {
    const registry = new BatchRegistry(join(folder, 'batches'));
    await registry.note(place());
    expect(await registry.list()).toEqual([]);
    await cutOffAt(await photos(3), 1);
    expect(await registry.list()).toMatchObject([
      { place: place(), photos: 3, done: 1, failed: 0, isRunning: false },
    ]);
    const { rerun } = await resumption();
    expect(await registry.list()).toMatchObject([{ isRunning: true }]);
    await rerun();
    expect(await registry.list()).toEqual([]);
  });
});
