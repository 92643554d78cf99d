import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Telling } from './Telling';

const tell = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  tell.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells at once what comes close together', () => {
  const telling = new Telling(tell, () => false);
  for (let change = 0; change < 5; change += 1) telling.follow();
  telling.soon();
  vi.advanceTimersByTime(99);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(tell).toHaveBeenCalledOnce();
});

it.each([
  [false, 3],
  [true, 1],
])('tells of photos that come further so often a second (drawn by the processor: %s): %i', (slow, times) => {
  const telling = new Telling(tell, () => slow);
  for (let step = 0; step < 500; step += 1) {
    telling.follow();
    vi.advanceTimersByTime(10);
  }
  expect(tell.mock.calls.length).toBeGreaterThanOrEqual(5 * times - 1);
  expect(tell.mock.calls.length).toBeLessThanOrEqual(5 * times + 2);
});

it('does not let what a person did wait for photos', () => {
  const telling = new Telling(tell, () => false);
  telling.follow();
  vi.advanceTimersByTime(100);
  telling.follow();
  telling.soon();
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(tell).toHaveBeenCalledTimes(2);
});

it('tells soon what happens after a while', () => {
  const telling = new Telling(tell, () => false);
  telling.follow();
  vi.advanceTimersByTime(1000);
  telling.follow();
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
});
