import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { CandelaError, Settings } from '@contract';
import { evenLight, folder, isOwnResult, measures, put, sniff, surveys } from '../../../tests/support/plan';
import { planBatch } from '../plan/planBatch';
import { settleLeft } from './copyRest';

const { signal } = new AbortController();

const planned = (wish: { onlyDark?: number; copyRest?: boolean; out?: string }) =>
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
    expect(plan.left).toEqual([{ input: join(folder, 'a/bright.jpg'), copyTo: null }]);
    expect((await planned({})).jobs).toHaveLength(3);
    expect((await planned({ onlyDark: 0.3 })).left).toEqual([]);
  });

  it('plans copies under their own names, but none onto itself', async () => {
    await put3();
    const plan = await planned({ onlyDark: 0.1, copyRest: true });
    expect(plan.left.map(({ copyTo }) => copyTo)).toEqual(
      ['bright.jpg', 'dark.jpg'].map((name) => join(folder, 'a/enhanced', name)),
    );
    const same = await planned({ onlyDark: 0.1, copyRest: true, out: join(folder, 'a') });
    expect(same.left.map(({ copyTo }) => copyTo)).toEqual([null, null]);
  });

  it('makes copies, and a failure of one that cannot be made', async () => {
    await put3();
    const plan = await planned({ onlyDark: 0.1, copyRest: true });
    const settled = await settleLeft(
      plan,
      ({ input, output }) =>
        input.includes('dark')
          ? Promise.reject(new CandelaError('output.noSpace', { file: output }))
          : Promise.resolve(output),
      { signal },
    );
    expect(settled.left).toEqual([]);
    expect(settled.skipped).toEqual([
      {
        input: join(folder, 'a/bright.jpg'),
        existing: join(folder, 'a/enhanced/bright.jpg'),
        reason: 'copied',
      },
    ]);
    expect(settled.rejected).toMatchObject([{ error: { code: 'output.noSpace' } }]);
  });
});
