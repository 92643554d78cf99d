import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Settings } from '@contract';
import { evenLight, folder, isOwnResult, measures, put, sniff, surveys } from '../../../tests/support/plan';
import { planBatch, type BatchRequest } from '../plan/planBatch';
import { seriesHeads } from './seriesHeads';

const count = 3;

/** Plans every share, and counts how often each photo was decoded to be measured. */
async function shares(wish: Partial<BatchRequest>, output: Partial<Settings['output']> = {}) {
  const measuredTimes = new Map<string, number>();
  const plans = [];
  for (let index = 1; index <= count; index += 1) {
    const settings = Settings.parse({ model: 'cnn', output });
    const request = {
      inputs: [folder],
      out: join(folder, 'out'),
      recursive: true,
      settings,
      now: new Date(),
    };
    const survey: typeof measures.survey = (path, options) => {
      measuredTimes.set(path, (measuredTimes.get(path) ?? 0) + 1);
      return measures.survey(path, options);
    };
    const { signal } = new AbortController();
    const options = { sniff, isOwnResult, measures: { ...measures, survey }, signal };
    plans.push(await planBatch({ ...request, ...wish, shard: { index, count } }, options));
  }
  const outputs = plans.flatMap(({ jobs }) => jobs.map((job) => relative(folder, job.output)));
  return { plans, outputs: outputs.sort(), times: [...measuredTimes.values()] };
}

/** Pairs of one name, the first of each bright. */
async function put20(): Promise<void> {
  for (let index = 0; index < 10; index += 1)
    for (const [extension, value] of [
      ['gif', 0.8],
      ['png', 0.1],
    ] as const) {
      await put({ [`${index}.${extension}`]: extension });
      surveys.set(`${index}.${extension}`, { light: evenLight(value) });
    }
}

describe('shares', () => {
  it('measure each photo once in all, and agree about names all the same', async () => {
    await put20();
    const { outputs, times, plans } = await shares({ onlyDark: 0.25 });
    expect(times).toEqual(Array.from({ length: 20 }, () => 1));
    expect(new Set(outputs).size).toBe(10);
    expect(plans.flatMap(({ skipped }) => skipped)).toHaveLength(10);
  });

  it('measure all photos where names count the dark ones', async () => {
    await put20();
    const { outputs, times } = await shares({ onlyDark: 0.25 }, { nameTemplate: '{number}' });
    expect(times).toEqual(Array.from({ length: 20 }, () => count));
    expect(outputs).toEqual(
      Array.from({ length: 10 }, (_, at) => `out/${String(at + 1).padStart(3, '0')}.png`),
    );
  });

  it('do not divide a series', async () => {
    const seconds = [0, 1, 2, 3, 100, 101, 200, 300, 301, 302];
    for (const [at, second] of seconds.entries()) {
      const taken = new Date(Date.UTC(2025, 0, 1, 0, 0, second)).toISOString().slice(0, 19);
      await put({ [`${at}.png`]: 'png' });
      surveys.set(`${at}.png`, { light: evenLight(0.1), exposure: { camera: 'One', taken } });
    }
    const { plans, outputs, times } = await shares({ series: true });
    expect(outputs).toHaveLength(seconds.length);
    expect(times).toEqual(seconds.map(() => 1));
    const sizes = plans.flatMap(({ series }) => series.map((group) => group.length));
    expect(sizes.sort()).toEqual([2, 3, 4]);
  });
});

describe('seriesHeads', () => {
  it('puts together what one camera took shortly one after the other', () => {
    const at = (taken: string | undefined, camera = 'One') => ({
      camera,
      ...(taken !== undefined && { taken: `2025-01-01T00:${taken}` }),
    });
    const photos = [at('01:14'), at('01:00'), at('01:16', 'Two'), at('01:29'), at('01:45'), at(undefined)];
    expect(seriesHeads(photos)).toEqual([1, 1, 2, 1, 4, 5]);
  });
});
