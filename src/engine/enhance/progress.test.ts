import { describe, expect, it } from 'vitest';
import type { Progress } from '@contract';
import { throttled } from './progress';

/** The reports that pass when one arrives every `every` ms. */
function passedOn(reports: readonly Progress[], every: number): Progress[] {
  const passed: Progress[] = [];
  let time = 0;
  const report = throttled<Progress>(
    (progress) => passed.push(progress),
    () => (time += every),
  );
  reports.forEach(report);
  return passed;
}

const tiles = (total: number): Progress[] =>
  Array.from({ length: total }, (_, i) => ({ stage: 'inference', done: i + 1, total }));

describe('throttled', () => {
  it('passes on ten reports a second and the ends of the stage', () => {
    const done = passedOn(tiles(100), 20).map((progress) => progress.done);
    expect(done).toEqual([1, 6, 11, 16, 21, 26, 31, 36, 41, 46, 51, 56, 61, 66, 71, 76, 81, 86, 91, 96, 100]);
  });

  it('passes on the beginning of a stage, at which the one before it has ended', () => {
    const reports: Progress[] = [
      { stage: 'decode', done: 0, total: 1 },
      { stage: 'decode', done: 1, total: 1 },
      { stage: 'inference', done: 0, total: 1 },
      { stage: 'inference', done: 1, total: 2 },
      { stage: 'inference', done: 2, total: 2 },
      { stage: 'encode', done: 0, total: 1 },
      { stage: 'encode', done: 1, total: 1 },
    ];
    expect(passedOn(reports, 1000)).toEqual(reports);
  });

  it('never goes back, also to an earlier stage', () => {
    const encode: Progress = { stage: 'encode', done: 1, total: 1 };
    expect(passedOn([...tiles(2), ...tiles(1), encode, ...tiles(2)], 1000)).toEqual([...tiles(2), encode]);
  });
});
