import { describe, expect, it } from 'vitest';
import { CandelaError, PhotoRecord, Settings, type JobResult, type PlannedJob } from '@contract';
import type { BatchPlan } from '../plan/planBatch';
import type { BatchEvent, Runner } from './batchEvents';
import { runBatch } from './runBatch';

const jobs = (count: number): PlannedJob[] =>
  Array.from({ length: count }, (_, index) => ({
    input: `/in/${index}.jpg`,
    output: `/out/${index}.jpg`,
    format: 'jpeg',
    settings: Settings.parse({ model: 'cnn' }),
  }));
const planOf = (count: number, more: Partial<BatchPlan> = {}): BatchPlan => ({
  jobs: jobs(count),
  rejected: [],
  skipped: [],
  series: [],
  ignored: 0,
  filtered: 0,
  results: 0,
  ...more,
});
const result = (job: PlannedJob, more: Partial<JobResult> = {}): JobResult => ({
  output: job.output,
  written: { size: 3, sha256: 'c'.repeat(64) },
  status: 'done',
  provider: 'cpu',
  megapixels: 12,
  timings: { decodeMs: 1, inferenceMs: 2, encodeMs: 3, totalMs: 6 },
  notices: [],
  ...more,
});
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function run(plan: BatchPlan, runner: Runner, stop = new AbortController()) {
  const events: BatchEvent[] = [];
  let time = 0;
  const tally = await runBatch(plan, runner, {
    signal: stop.signal,
    onEvent: (event) => events.push(event),
    model: 'cnn',
    clock: () => (time += 5),
  });
  const records = events.flatMap((event) =>
    event.type === 'finished' ? [PhotoRecord.parse(event.record)] : [],
  );
  return { tally, events, records };
}

describe('runBatch', () => {
  it('gives every photo its record, in the shape that the contract states', async () => {
    const plan = planOf(2, {
      rejected: [
        { input: '/in/gone.jpg', error: new CandelaError('input.missing', { file: '/in/gone.jpg' }) },
      ],
      skipped: [{ input: '/in/there.jpg', existing: '/out/there.jpg' }],
    });
    const { tally, records, events } = await run(plan, (job) =>
      Promise.resolve(result(job, { notices: ['Said so.'] })),
    );
    expect(tally).toEqual({ done: 2, failed: 1, skipped: 1, interrupted: false });
    const keys = Object.keys(PhotoRecord.shape);
    for (const event of events) {
      if (event.type !== 'finished') continue;
      const found = Object.keys(event.record);
      expect(found).toEqual(keys.filter((key) => found.includes(key)));
    }
    expect(
      records.map(({ input, output, status, error, notices }) => [
        input,
        output,
        status,
        error?.code,
        notices,
      ]),
    ).toEqual([
      ['/in/gone.jpg', null, 'failed', 'input.missing', undefined],
      ['/in/there.jpg', '/out/there.jpg', 'skipped', undefined, undefined],
      ['/in/0.jpg', '/out/0.jpg', 'done', undefined, ['Said so.']],
      ['/in/1.jpg', '/out/1.jpg', 'done', undefined, ['Said so.']],
    ]);
  });

  it('keeps five photos under way and no more', async () => {
    let running = 0;
    const seen: number[] = [];
    await run(planOf(10), async (job) => {
      running += 1;
      await turn();
      seen.push(running);
      await turn();
      running -= 1;
      return result(job);
    });
    expect(Math.max(...seen)).toBe(5);
  });

  it('goes on after photos that fail, whatever they throw', async () => {
    const { tally, records } = await run(planOf(5), async (job) => {
      await turn();
      if (job.input === '/in/1.jpg')
        throw new CandelaError('photo.damaged', { file: '1.jpg', reason: 'it ends early' });
      if (job.input === '/in/3.jpg') throw new TypeError('surprise');
      return result(job);
    });
    expect(tally).toEqual({ done: 3, failed: 2, skipped: 0, interrupted: false });
    const failures = records.filter(({ status }) => status === 'failed');
    expect(failures.map(({ error }) => error)).toEqual([
      { code: 'photo.damaged', message: '1.jpg is damaged: it ends early.' },
      { code: 'internal.unexpected', message: expect.stringContaining('surprise') as string },
    ]);
    expect(failures[0]?.timings.totalMs).toBeGreaterThan(0);
  });

  it('keeps what was known of a photo that failed', async () => {
    const { records } = await run(planOf(1), (_, { onKnown }) => {
      onKnown({ megapixels: 12 });
      onKnown({ provider: 'cpu' });
      onKnown({ timings: { decodeMs: 3, inferenceMs: 4, encodeMs: 0, totalMs: 7 } });
      return Promise.reject(new CandelaError('output.noSpace', { file: '/out/0.jpg' }));
    });
    expect(records).toMatchObject([{ status: 'failed', output: null, megapixels: 12, provider: 'cpu' }]);
    expect(records[0]?.timings).toEqual({ decodeMs: 3, inferenceMs: 4, encodeMs: 0, totalMs: 5 });
  });

  it('counts a photo that the runner skipped as skipped', async () => {
    const { tally } = await run(planOf(1), (job) =>
      Promise.resolve(result(job, { output: null, status: 'skipped' })),
    );
    expect(tally).toMatchObject({ done: 0, skipped: 1 });
  });

  it('passes progress on with its job', async () => {
    const { events } = await run(planOf(1), (job, { onProgress }) => {
      onProgress({ stage: 'inference', done: 1, total: 4 });
      return Promise.resolve(result(job));
    });
    expect(events.map(({ type }) => type)).toEqual(['started', 'progress', 'finished']);
  });

  it('starts nothing more when aborted, waits for what runs, and says that it was cut off', async () => {
    const stop = new AbortController();
    const started: string[] = [];
    const { tally, records } = await run(
      planOf(10),
      async (job, { signal }) => {
        started.push(job.input);
        await turn();
        if (job.input === '/in/0.jpg') return result(job);
        stop.abort();
        await turn();
        signal.throwIfAborted();
        return result(job);
      },
      stop,
    );
    expect(tally).toEqual({ done: 1, failed: 0, skipped: 0, interrupted: true });
    expect(started.length).toBeLessThanOrEqual(6);
    expect(records.map(({ input }) => input)).toEqual(['/in/0.jpg']);
  });

  it('takes an abort that nobody asked for as a failure', async () => {
    const { tally } = await run(planOf(1), () => Promise.reject(new DOMException('odd', 'AbortError')));
    expect(tally).toMatchObject({ failed: 1, interrupted: false });
  });
});
