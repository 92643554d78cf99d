import { describe, expect, it } from 'vitest';
import { join, relative } from 'node:path';
import { CandelaError, Settings } from '@contract';
import { evenLight, folder, isOwnResult, measures, put, sniff, surveys } from '../../../tests/support/plan';
import { planBatch, type BatchRequest } from '../plan/planBatch';
import type { Runner } from '../run/batchEvents';
import { Isolation } from '../run/Isolation';
import { copying } from './copyRest';

const { signal } = new AbortController();

const planned = (wish: Partial<BatchRequest>) =>
  planBatch(
    {
      inputs: [join(folder, 'a')],
      recursive: false,
      settings: Settings.parse({ model: 'cnn' }),
      now: new Date(),
      ...wish,
    },
    { sniff, isOwnResult, measures, signal },
  );

const put3 = async (): Promise<void> => {
  await put({ 'a/dark.jpg': 'jpeg', 'a/bright.jpg': 'jpeg', 'a/broken.jpg': 'jpeg' });
  surveys.set('a/dark.jpg', { light: evenLight(0.2) });
  surveys.set('a/bright.jpg', { light: evenLight(0.3) });
};

describe('planBatch, only dark photos', () => {
  it('leaves bright ones out, and keeps what cannot be measured for its failure to be told', async () => {
    await put3();
    const plan = await planned({ onlyDark: 0.25 });
    expect(plan.jobs.map(({ input }) => input)).toEqual(
      ['broken.jpg', 'dark.jpg'].map((name) => join(folder, 'a', name)),
    );
    expect(plan.skipped).toEqual([
      { input: join(folder, 'a/bright.jpg'), existing: null, reason: 'wellLit' },
    ]);
    expect((await planned({})).jobs).toHaveLength(3);
    expect((await planned({ onlyDark: 0.3 })).skipped).toEqual([]);
  });

  it('plans copies under their own names, but none onto itself', async () => {
    await put3();
    const copies = async (wish: Parameters<typeof planned>[0]) =>
      (await planned({ onlyDark: 0.1, copyRest: true, ...wish })).jobs.filter(({ copy }) => copy);
    expect((await copies({})).map(({ output }) => output)).toEqual(
      ['bright.jpg', 'dark.jpg'].map((name) => join(folder, 'a/enhanced', name)),
    );
    expect(await copies({ out: join(folder, 'a') })).toEqual([]);
  });

  it('gives copies of one name numbers, and none the name of a result', async () => {
    await put({ 'a/one.jpg': 'jpeg', 'a/b/one.jpg': 'jpeg', 'a/c/ONE.jpg': 'jpeg', 'a/dark.jpg': 'jpeg' });
    for (const name of ['a/one.jpg', 'a/b/one.jpg', 'a/c/ONE.jpg'])
      surveys.set(name, { light: evenLight(0.9) });
    surveys.set('a/dark.jpg', { light: evenLight(0.01) });
    const inputs = ['a/dark.jpg', 'a/one.jpg', 'a/b/one.jpg', 'a/c/ONE.jpg'].map((name) =>
      join(folder, name),
    );
    const settings = Settings.parse({ model: 'cnn', output: { nameTemplate: 'one' } });
    const more = { inputs, settings, out: join(folder, 'out'), onlyDark: 0.5, copyRest: true };
    const { jobs } = await planned(more);
    expect(jobs.map(({ output, copy }) => [relative(folder, output), copy])).toEqual([
      ['out/one.jpg', undefined],
      ['out/one-2.jpg', true],
      ['out/one-3.jpg', true],
      ['out/ONE-4.jpg', true],
    ]);
    expect((await planned(more)).jobs).toEqual(jobs);
  });
});

describe('copying', () => {
  const job = {
    input: '/a.jpg',
    output: '/out/a.jpg',
    format: 'jpeg' as const,
    settings: Settings.parse({ model: 'cnn' }),
  };
  const isolation = new Isolation();
  const enhance: Runner = () => Promise.reject(new Error('enhanced'));
  const options = { signal, onProgress: () => undefined, onKnown: () => undefined };

  it('copies what is bright, and passes on the rest', async () => {
    const written = { path: '/out/a-2.jpg', size: 3, sha256: 'a'.repeat(64) };
    const run = copying(enhance, { isolation, copy: () => Promise.resolve(written) });
    await expect(run(job, options)).rejects.toThrow('enhanced');
    expect(await run({ ...job, copy: true }, options)).toMatchObject({
      ...{ output: '/out/a-2.jpg', written: { size: 3, sha256: 'a'.repeat(64) }, status: 'copied' },
    });
  });

  it('fails with the reason of a copy that cannot be made', async () => {
    const full = new CandelaError('output.noSpace', { file: '/out/a.jpg' });
    const run = copying(enhance, { isolation, copy: () => Promise.reject(full) });
    await expect(run({ ...job, copy: true }, options)).rejects.toBe(full);
  });
});
