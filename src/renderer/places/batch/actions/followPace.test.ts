import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { batch, noBatch } from '../../../state/batch';
import { pace } from '../state/pace';
import { followPace } from './followPace';

let stop = (): void => undefined;
const measured = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  batch.setState({ ...noBatch, status: 'running', since: performance.now() }, true);
  stop = followPace();
  measured.mockClear();
  onChange = pace.subscribe(measured);
});
let onChange = (): void => undefined;

afterEach(() => {
  stop();
  onChange();
  batch.setState(noBatch, true);
  vi.useRealTimers();
});

/** The batch is told of so often in so many seconds. */
function tell(everyMs: number, seconds: number): void {
  for (let passed = 0; passed < seconds * 1000; passed += everyMs) {
    vi.advanceTimersByTime(everyMs);
    batch.setState((before) => ({ ...before, jobs: { ...before.jobs } }));
  }
}

it('measures once a second while nothing is told', () => {
  vi.advanceTimersByTime(10_000);
  expect(measured).toHaveBeenCalledTimes(10);
  expect(pace.getState().spentMs).toBe(10_000);
});

it.each([200, 300, 340, 900])(
  'measures together with what is told every %i ms, and no second skips a figure',
  (everyMs) => {
    let told = 0;
    const stopCounting = batch.subscribe(() => (told += 1));
    const alone = vi.fn(() => told);
    const stopWatching = pace.subscribe(alone);
    tell(everyMs, 9);
    expect(measured.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(measured.mock.calls.length).toBeLessThanOrEqual(14);
    // Each came with a telling of its own.
    const tellings = alone.mock.results.map(({ value }) => value as number);
    expect(new Set(tellings).size).toBe(tellings.length);
    const times = measured.mock.calls.map(([{ spentMs }]) => spentMs as number);
    for (const [index, time] of times.entries()) {
      expect(time - (times[index - 1] ?? 0)).toBeLessThanOrEqual(1000);
      expect(time % everyMs).toBe(0);
    }
    stopCounting();
    stopWatching();
  },
);

it('stops with the batch', () => {
  batch.setState({ status: 'paused', since: null, activeMs: 500 });
  measured.mockClear();
  vi.advanceTimersByTime(5000);
  expect(measured).not.toHaveBeenCalled();
});
