import { describe, expect, it } from 'vitest';
import { CandelaError, Settings, type PlannedJob } from '@contract';
import type { Runner } from './batchEvents';
import { BatchRun } from './BatchRun';

const settings = Settings.parse({ model: 'cnn' });
const jobs = (count: number): PlannedJob[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ input: `/in/${index}.jpg`, output: `/out/${index}.jpg`, format: 'jpeg' as const },
    settings,
  }));
const done: Runner = ({ output }) =>
  Promise.resolve({
    ...{ output, written: { size: 1, sha256: 'a'.repeat(64) }, status: 'done', provider: 'cpu' },
    ...{ megapixels: 1, notices: [] },
    timings: { decodeMs: 0, inferenceMs: 0, encodeMs: 0, totalMs: 0 },
  });
const full = new CandelaError('output.noSpace', { file: '/out/0.jpg' });

function runOf(runner: Runner, more: { halts?: (failure: CandelaError) => boolean; atOnce?: number } = {}) {
  const halted: CandelaError[] = [];
  const run = new BatchRun({
    ...{ runner, clock: () => 0, atOnce: 1, onHalt: (failure) => halted.push(failure) },
    ...more,
  });
  return { run, halted, tally: () => run.queue.counts };
}

describe('BatchRun', () => {
  it('pauses for a failure that is none of the photo’s own, and goes on when it is told to', async () => {
    let isFull = true;
    const { run, halted, tally } = runOf(
      (job, context) => (isFull && job.input === '/in/1.jpg' ? Promise.reject(full) : done(job, context)),
      { halts: ({ code }) => code === 'output.noSpace' },
    );
    run.add(jobs(3));
    await run.idle();
    expect(tally()).toMatchObject({ done: 1, queued: 2, failed: 0 });
    expect(halted).toEqual([full]);
    isFull = false;
    run.resume();
    await run.idle();
    expect(tally()).toMatchObject({ done: 3, queued: 0 });
  });

  it('counts such a failure as the photo’s own where nobody can free space', async () => {
    const { run, tally } = runOf(() => Promise.reject(full));
    run.add(jobs(2));
    await run.idle();
    expect(tally()).toMatchObject({ failed: 2 });
  });

  it('does not run a photo again whose outcome could not be written down', async () => {
    const ran: string[] = [];
    let isWritable = false;
    const { run, tally } = runOf(
      (job, context) => {
        ran.push(job.input);
        return done(job, context);
      },
      { halts: ({ code }) => code === 'journal.notWritten' },
    );
    const lines: number[] = [];
    const journal = {
      partOf: () => ({ run: 'abcdef01', placings: '/out/placings' }),
      outcome: (key: { id: number }) => {
        if (!isWritable) throw new CandelaError('journal.notWritten', { file: 'journal', reason: 'full' });
        lines.push(key.id);
        return Promise.resolve({ type: 'end' as const, run: 'abcdef01', at: '' });
      },
    };
    const [job] = jobs(1);
    // The photo is this file, because its content is hashed for the journal.
    run.add([{ ...job!, input: import.meta.filename }], [{ journal, key: { run: 'abcdef01', id: 7 } }]);
    await run.idle();
    expect(tally()).toMatchObject({ queued: 1, done: 0 });
    isWritable = true;
    run.resume();
    await run.idle();
    expect(tally()).toMatchObject({ done: 1 });
    expect(ran).toHaveLength(1);
    expect(lines).toEqual([7]);
  });

  it('takes photos while it works, and lets those that wait be given up', async () => {
    const { run, tally } = runOf(done);
    const first = run.add(jobs(2));
    run.pause();
    const [, last = 0] = run.add(jobs(2));
    await run.cancel([last]);
    run.remove([first[1] ?? 0]);
    run.resume();
    await run.idle();
    expect(tally()).toMatchObject({ done: 2, cancelled: 1, queued: 0 });
    run.retry([last]);
    await run.idle();
    expect(tally()).toMatchObject({ done: 3, cancelled: 0 });
  });
});
