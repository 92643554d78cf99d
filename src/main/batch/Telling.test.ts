import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Queue } from '@jobs';
import { Telling } from './Telling';

const tell = vi.fn();
const queue = () => ({ entries: { size: 1 } as unknown as Queue['entries'] });

beforeEach(() => {
  vi.useFakeTimers();
  tell.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells at once what comes close together', () => {
  const telling = new Telling(tell);
  for (let change = 0; change < 5; change += 1) telling.follow(queue());
  telling.soon();
  vi.advanceTimersByTime(99);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(tell).toHaveBeenCalledOnce();
});

it('tells less often of photos that have only come further', () => {
  const telling = new Telling(tell);
  const same = queue();
  telling.follow(same);
  vi.advanceTimersByTime(100);
  for (let step = 0; step < 30; step += 1) {
    telling.follow(same);
    vi.advanceTimersByTime(100);
  }
  expect(tell.mock.calls.length).toBeLessThanOrEqual(11);
});

it('does not let a change wait for progress', () => {
  const telling = new Telling(tell);
  const same = queue();
  telling.follow(same);
  vi.advanceTimersByTime(100);
  telling.follow(same);
  telling.follow(queue());
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(tell).toHaveBeenCalledTimes(2);
});
