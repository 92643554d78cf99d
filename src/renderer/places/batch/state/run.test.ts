import { describe, expect, it } from 'vitest';
import { neutralLook } from '../../../state/look';
import {
  dropJobs,
  idleRun,
  nextJob,
  patchJob,
  putBack,
  queueJobs,
  setStatus,
  type NewJob,
  type RunState,
} from './run';
import { paceOf, tallyOf } from './tally';
import { shownOrder } from './view';
import { addPhotos } from '../../../state/photos';

const job = (megapixels: number | null, strength = 1): NewJob => ({
  adjustments: { ...neutralLook('candela'), strength },
  look: {
    inference: { model: 'candela', controls: {}, provider: 'auto' },
    mix: { strength, finish: { brightness: 0, highlights: 0, colour: 0 } },
  },
  choices: { format: 'same', metadata: 'all', nameTemplate: '{name}', onConflict: 'number' },
  megapixels,
});
const queued = (names: string, megapixels: number | null = 10): RunState =>
  queueJobs(idleRun, new Map(Array.from(names, (name) => [name, job(megapixels)])));

describe('the run', () => {
  it('takes photos in order, and one that waits or works only once', () => {
    const first = nextJob(queued('abc'))!;
    expect([first.photo, first.state.queue]).toEqual(['a', ['b', 'c']]);
    const again = queueJobs(first.state, new Map(Array.from('abd', (name) => [name, job(10, 0.5)])));
    expect(again.queue).toEqual(['b', 'c', 'd']);
    // Settings are frozen when a photo is queued.
    expect(again.jobs.b?.adjustments.strength).toBe(1);
    const done = patchJob(again, 'a', { state: 'done' });
    expect(queueJobs(done, new Map([['a', job(10)]])).queue).toEqual(['b', 'c', 'd', 'a']);
  });

  it('puts a photo back before all others, and forgets what is taken out', () => {
    const { state } = nextJob(queued('abc'))!;
    const back = putBack(state, 'a');
    expect([back.queue, back.jobs.a?.state]).toEqual([['a', 'b', 'c'], 'waiting']);
    expect(dropJobs(back, ['a', 'c'])).toMatchObject({ queue: ['b'], jobs: { b: {} } });
    expect(nextJob(idleRun)).toBeNull();
  });

  it('counts the time at work, without pauses', () => {
    const paused = setStatus(setStatus(queued('a'), 'running', 1000), 'paused', 5000);
    expect([paused.activeMs, paused.since]).toEqual([4000, null]);
    const going = setStatus(paused, 'running', 60_000);
    expect(paceOf(going, 61_000).spentMs).toBe(5000);
  });
});

describe('tallyOf and paceOf', () => {
  it('tell how far the run is', () => {
    let state = setStatus(queued('abcd'), 'running', 0);
    expect(paceOf(state, 8000)).toEqual({ speed: null, spentMs: 8000, leftMs: null });
    state = patchJob(state, 'a', { state: 'done' });
    state = patchJob(state, 'b', { state: 'working', progress: 0.5 });
    expect(tallyOf(state.jobs)).toMatchObject({ all: 4, over: 1, working: 1, waiting: 2, share: 0.375 });
    // 15 MP in 10 s, 25 MP to go.
    const { speed, leftMs } = paceOf(state, 10_000);
    expect(speed).toBeCloseTo(1.5, 6);
    expect(leftMs).toBeCloseTo(16_666.7, 0);
  });

  it('takes a photo that was not read for the mean of the others', () => {
    let state = setStatus(queueJobs(queued('a', 20), new Map([['b', job(null)]])), 'running', 0);
    state = patchJob(state, 'a', { state: 'done' });
    expect(paceOf(state, 10_000).leftMs).toBeCloseTo(10_000, 3);
  });
});

describe('shownOrder', () => {
  const photos = addPhotos(
    { order: [], byId: {}, active: null },
    ['p10.jpg', 'p9.jpg', 'p1.jpg'].map((name) => ({ photo: name, name })),
  );
  const { jobs } = queueJobs(idleRun, new Map([['p9.jpg', job(10)]]));

  it.each([
    ['all', 'added', ['p10.jpg', 'p9.jpg', 'p1.jpg']],
    ['all', 'name', ['p1.jpg', 'p9.jpg', 'p10.jpg']],
    ['new', 'added', ['p10.jpg', 'p1.jpg']],
    ['waiting', 'added', ['p9.jpg']],
    ['failed', 'added', []],
  ] as const)('of %s by %s', (filter, sort, expected) => {
    expect(shownOrder(photos, jobs, { filter, sort })).toEqual(expected);
  });
});
