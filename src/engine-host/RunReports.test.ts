import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RunReports } from './RunReports';

const sent: string[] = [];
let reports = new RunReports(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  reports = new RunReports((state) => sent.push(state));
});

afterEach(() => {
  vi.useRealTimers();
});

/** Runs one after the other, as the tiles of a photo come. */
function run(tiles: number, { takes, between }: { takes: number; between: number }): void {
  for (let tile = 0; tile < tiles; tile += 1) {
    reports.note('begun');
    vi.advanceTimersByTime(takes);
    reports.note('ended');
    vi.advanceTimersByTime(between);
  }
}

it('reports the tiles of a photo as one run, which ends soon after the last', () => {
  run(5, { takes: 100, between: 10 });
  expect(sent).toEqual(['begun']);
  vi.advanceTimersByTime(50);
  expect(sent).toEqual(['begun', 'ended']);
});

it('reports runs that lie apart each by itself', () => {
  run(2, { takes: 100, between: 500 });
  expect(sent).toEqual(['begun', 'ended', 'begun', 'ended']);
});

it('reports a long row of tiles anew now and then, and a run that is on never as ended', () => {
  run(50, { takes: 100, between: 10 });
  // At 0, 1.1, 2.2, 3.3 and 4.4 s.
  expect(sent.filter((state) => state === 'begun')).toHaveLength(5);
  expect(sent.at(-1)).toBe('begun');
  reports.note('begun');
  sent.length = 0;
  vi.advanceTimersByTime(60_000);
  expect(sent).toEqual([]);
});

it('ends with the last of runs that wait for one another', () => {
  reports.note('begun');
  reports.note('begun');
  reports.note('ended');
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual(['begun']);
  reports.note('ended');
  vi.advanceTimersByTime(50);
  expect(sent).toEqual(['begun', 'ended']);
});
