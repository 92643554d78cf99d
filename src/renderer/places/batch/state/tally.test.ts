import { describe, expect, it } from 'vitest';
import { noBatch, type Batch, type Job } from '../../../state/batch';
import { neutralLook } from '../../../state/look';
import { paceOf, settled, tallyOf, type Pace, type SizeOf } from './tally';

const job = (state: Job['state'], more: Partial<Job> = {}): Job => ({
  ...{ state, adjustments: neutralLook('candela'), progress: null, error: null, reason: null, saved: null },
  ...{ isEarlier: false, ...more },
});
const running = (jobs: Batch['jobs'], activeMs: number): Batch => ({ ...noBatch, jobs, activeMs, since: 0 });
const tenEach: SizeOf = () => 10;

describe('tallyOf', () => {
  it('tells how far the batch is, without what was given up', () => {
    const jobs = {
      ...{ a: job('done'), b: job('running', { progress: 0.5 }), c: job('queued'), d: job('queued') },
      ...{ e: job('cancelled'), f: job('skipped', { reason: 'wellLit' }) },
    };
    expect(tallyOf(jobs)).toMatchObject({ all: 5, over: 2, running: 1, queued: 2, cancelled: 1, wellLit: 1 });
    expect(tallyOf(jobs).share).toBeCloseTo(0.5, 6);
    expect(tallyOf(jobs)).toBe(tallyOf(jobs));
  });
});

describe('paceOf', () => {
  it('goes by what was done in the time at work', () => {
    const jobs = { a: job('done'), b: job('running', { progress: 0.5 }), c: job('queued'), d: job('queued') };
    expect(paceOf(running({ b: jobs.b }, 8000), 0, tenEach)).toEqual({
      ...{ speed: null, spentMs: 8000, leftMs: null },
    });
    // 15 MP in 10 s, 25 MP to go.
    const { speed, leftMs } = paceOf(running(jobs, 8000), 2000, tenEach);
    expect(speed).toBeCloseTo(1.5, 6);
    expect(leftMs).toBeCloseTo(16_667, 0);
  });

  it('leaves out what was done earlier, and what was skipped', () => {
    const jobs = {
      ...{ a: job('done', { isEarlier: true }), b: job('skipped'), c: job('done'), d: job('queued') },
    };
    const { speed, leftMs } = paceOf(running(jobs, 10_000), 0, tenEach);
    expect(speed).toBeCloseTo(1, 6);
    expect(leftMs).toBeCloseTo(10_000, 3);
  });

  it('takes a photo that was not read for the mean of the others', () => {
    const jobs = { a: job('done'), b: job('queued') };
    const sizeOf: SizeOf = (photo) => (photo === 'a' ? 20 : null);
    expect(paceOf(running(jobs, 10_000), 0, sizeOf).leftMs).toBeCloseTo(10_000, 3);
  });
});

/** Megapixels, begin and end in milliseconds of forty photos from 0.2 to 24 MP, on two cores with other work on them. */
const recorded: readonly (readonly [number, number, number])[] = [
  [0.2, 0, 17397],
  [8.64, 0, 17397],
  [0.37, 0, 21314],
  [1.22, 0, 23569],
  [1.92, 18455, 23792],
  [9, 0, 29005],
  [2.16, 18307, 31771],
  [4.41, 23616, 33959],
  [2.94, 22251, 37649],
  [0.54, 29745, 39784],
  [7.68, 25492, 40180],
  [0.73, 31780, 40227],
  [0.46, 35219, 40872],
  [4.32, 38168, 51848],
  [24.03, 40159, 65082],
  [3.84, 40198, 71325],
  [0.81, 40250, 75645],
  [1.47, 41387, 76086],
  [11.77, 52600, 82421],
  [0.2, 71385, 84452],
  [15.35, 65200, 100808],
  [0.37, 75702, 101684],
  [1.22, 76105, 114162],
  [8.64, 83551, 114200],
  [1.92, 101665, 119720],
  [9, 85484, 121826],
  [2.16, 102523, 126550],
  [2.94, 114200, 127304],
  [4.41, 114233, 134376],
  [0.54, 122716, 136448],
  [7.68, 120403, 138505],
  [0.73, 126561, 140499],
  [0.46, 128182, 140529],
  [4.32, 135292, 145305],
  [3.84, 139080, 155896],
  [0.81, 140522, 158884],
  [24.03, 136508, 187176],
  [1.47, 140557, 189237],
  [11.77, 145322, 204380],
  [15.35, 156948, 205280],
];

/** The recorded batch at a moment. */
function recordedAt(ms: number): Batch {
  const jobs = recorded.map(([, begin, end], index): [string, Job] => {
    if (end <= ms) return [String(index), job('done')];
    const progress = (0.9 * (ms - begin)) / (end - begin);
    return [String(index), begin < ms ? job('running', { progress }) : job('queued')];
  });
  return running(Object.fromEntries(jobs), ms);
}

const recordedSize: SizeOf = (photo) => recorded[Number(photo)]?.[0] ?? null;

describe('the time left', () => {
  it('is within a fifth after a tenth of a batch of uneven photos', () => {
    const whole = Math.max(...recorded.map(([, , end]) => end));
    const ends = recorded.map(([, , end]) => end).sort((a, b) => a - b);
    const now = ends[recorded.length / 10 - 1] ?? 0;
    const { leftMs } = paceOf(recordedAt(now), 0, recordedSize);
    expect(Math.abs((leftMs ?? 0) / (whole - now) - 1)).toBeLessThan(0.2);
  });

  it('counts down, and takes corrections little by little', () => {
    const at = (spentMs: number, leftMs: number): Pace => ({ speed: 1, spentMs, leftMs });
    expect(settled(at(10_000, 60_000), at(11_000, 59_000)).leftMs).toBeCloseTo(59_000, 6);
    const corrected = settled(at(10_000, 60_000), at(11_000, 70_000)).leftMs ?? 0;
    expect(corrected).toBeGreaterThan(59_000);
    expect(corrected).toBeLessThan(60_500);
    // Photos were added.
    expect(settled(at(10_000, 60_000), at(11_000, 200_000)).leftMs).toBe(200_000);
    // Another batch began.
    expect(settled(at(90_000, 1000), at(1000, 1100)).leftMs).toBe(1100);
  });
});
