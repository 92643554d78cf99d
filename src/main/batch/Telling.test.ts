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
  const telling = new Telling(tell);
  for (let change = 0; change < 5; change += 1) telling.follow();
  telling.soon();
  vi.advanceTimersByTime(99);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(tell).toHaveBeenCalledOnce();
});

it('tells of photos that come further every six tenths of a second, and no more often', () => {
  const telling = new Telling(tell);
  for (let step = 0; step < 300; step += 1) {
    telling.follow();
    vi.advanceTimersByTime(10);
  }
  expect(tell.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(tell.mock.calls.length).toBeLessThanOrEqual(6);
});

it('does not let what a person did wait for photos', () => {
  const telling = new Telling(tell);
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
  const telling = new Telling(tell);
  telling.follow();
  vi.advanceTimersByTime(1000);
  telling.follow();
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
});
