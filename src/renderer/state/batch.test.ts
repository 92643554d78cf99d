import type { BatchChange, BatchPhoto, BatchState } from '@contract';
import { describe, expect, it } from 'vitest';
import { batchOf, changeBatch, noBatch, queueOf, type Batch } from './batch';

const look = (strength = 1) => ({
  inference: { model: 'candela', controls: { denoise: 0.2 }, provider: 'auto' as const },
  mix: { strength, finish: { brightness: 0, highlights: 0, colour: 0 } },
});
const photo = (name: string, state: BatchPhoto['state'], more: Partial<BatchPhoto> = {}): BatchPhoto => ({
  photo: name,
  state,
  look: look(),
  ...more,
});
const saved = (save: string, totalMs = 900) => ({
  ...{ save, name: 'a.jpg', folder: 'f', canUndo: true, provider: null, totalMs },
  notices: [],
});
const whole = { status: 'running', activeMs: 0, watching: null } as const;
const change = (patch: Partial<BatchChange>): BatchChange => ({ ...whole, changed: [], gone: [], ...patch });
const begun = (...photos: BatchPhoto[]): Batch => batchOf({ ...whole, photos } satisfies BatchState, 1000);

describe('the copy of the batch', () => {
  it('has all photos of the first answer, with their frozen settings', () => {
    const batch = begun(photo('a', 'done', { saved: saved('1') }), photo('b', 'queued', { look: look(0.5) }));
    expect(batch.order).toEqual(['a', 'b']);
    expect(batch.jobs.b?.adjustments).toEqual({
      model: 'candela',
      strength: 0.5,
      controls: { denoise: 0.2 },
      finish: { brightness: 0, highlights: 0, colour: 0 },
    });
    expect([batch.since, batch.isAtRest]).toEqual([1000, false]);
  });

  it('counts no time for what a page before this one saw done in an earlier batch', () => {
    const batch = begun(
      photo('a', 'done', { saved: saved('1'), isEarlier: true }),
      photo('b', 'done', { saved: saved('2') }),
      photo('c', 'failed', { isEarlier: true }),
    );
    expect(Object.values(batch.jobs).map(({ state, isEarlier }) => [state, isEarlier])).toEqual([
      ['done', true],
      ['done', false],
      ['failed', true],
    ]);
  });

  it('takes what changed, and leaves every other photo the same object', () => {
    const before = begun(photo('a', 'running'), photo('b', 'queued'));
    const progress = { stage: 'inference', done: 1, total: 2 } as const;
    const after = changeBatch(
      before,
      change({ activeMs: 300, changed: [photo('a', 'running', { progress }), photo('c', 'queued')] }),
      2000,
    );
    expect(after.jobs.b).toBe(before.jobs.b);
    expect(after.jobs.a?.progress).toBeCloseTo(0.45, 6);
    expect([after.order, after.activeMs, after.since]).toEqual([['a', 'b', 'c'], 300, 2000]);
    expect(queueOf(after)).toEqual(['b', 'c']);
  });

  it('keeps its jobs where only the whole changed', () => {
    const before = begun(photo('a', 'queued'));
    const after = changeBatch(before, change({ status: 'paused' }), 2000);
    expect(after.jobs).toBe(before.jobs);
    expect([after.status, after.since]).toEqual(['paused', null]);
  });

  it('forgets photos that are gone, and follows another order', () => {
    const before = begun(photo('a', 'queued'), photo('b', 'queued'), photo('c', 'queued'));
    const after = changeBatch(before, change({ gone: ['b'], order: ['c', 'a'] }), 0);
    expect([after.order, Object.keys(after.jobs)]).toEqual([
      ['c', 'a'],
      ['a', 'c'],
    ]);
    expect(changeBatch(before, change({ gone: ['b'] }), 0).order).toEqual(['a', 'c']);
  });

  it('gives a photo that waits anew its new settings', () => {
    const before = begun(photo('a', 'running'));
    const after = changeBatch(before, change({ changed: [photo('a', 'queued', { look: look(0.3) })] }), 0);
    expect(after.jobs.a?.adjustments.strength).toBe(0.3);
  });

  it('does not count the time of results that were there before', () => {
    const earlier = begun(
      photo('a', 'skipped', { reason: 'doneBefore', saved: saved('1') }),
      photo('b', 'done', { saved: saved('2', 0) }),
      photo('c', 'done', { saved: saved('3') }),
    );
    expect(Object.values(earlier.jobs).map(({ state, isEarlier }) => [state, isEarlier])).toEqual([
      ['done', true],
      ['done', true],
      ['done', false],
    ]);
  });

  it('counts anew when a batch that was over goes on', () => {
    const over = changeBatch(
      begun(photo('a', 'running')),
      change({ status: 'finished', changed: [photo('a', 'done', { saved: saved('1') })] }),
      0,
    );
    expect([over.ends, over.isAtRest, over.jobs.a?.isEarlier]).toEqual([1, true, false]);
    const planning = changeBatch(over, change({ status: 'planning' }), 0);
    // Nothing came of it, so the end is not told again.
    expect(changeBatch(planning, change({ status: 'finished' }), 0).ends).toBe(1);
    const next = changeBatch(planning, change({ changed: [photo('b', 'queued')] }), 0);
    expect([next.jobs.a?.isEarlier, next.jobs.b?.isEarlier, next.isAtRest]).toEqual([true, false, false]);
    const end = change({ status: 'finished', changed: [photo('b', 'failed')] });
    expect(changeBatch(next, end, 0).ends).toBe(2);
  });

  it('ends also where no photo had to run', () => {
    const left = [photo('a', 'skipped', { reason: 'wellLit' })];
    expect(changeBatch(noBatch, change({ status: 'finished', changed: left }), 0).ends).toBe(1);
  });
});
