import { describe, expect, it } from 'vitest';
import { Arrivals, type Seen } from './Arrivals';

const times = { settleMs: 20, retryMs: 40, giveUpMs: 200 };
const files = (...all: [path: string, size: number, mtimeMs: number][]): Map<string, Seen> =>
  new Map(all.map(([path, size, mtimeMs]) => [path, { size, mtimeMs }]));

describe('Arrivals', () => {
  it('takes a file once, when it has not changed for a while', () => {
    const arrivals = new Arrivals(times);
    expect(arrivals.note(files(['a', 5, 1]), 0)).toEqual([]);
    expect(arrivals.note(files(['a', 9, 2]), 10)).toEqual([]);
    expect(arrivals.note(files(['a', 9, 3]), 25)).toEqual([]);
    expect(arrivals.note(files(['a', 9, 3]), 44)).toEqual([]);
    expect(arrivals.note(files(['a', 9, 3]), 45)).toEqual(['a']);
    expect(arrivals.note(files(['a', 9, 3]), 1000)).toEqual([]);
  });

  it('takes a file again that changed, and one that has gone and come back only if it did', () => {
    const arrivals = new Arrivals(times);
    arrivals.note(files(['a', 5, 1], ['b', 5, 1]), 0);
    expect(arrivals.note(files(['a', 5, 1], ['b', 5, 1]), 20)).toEqual(['a', 'b']);
    expect(arrivals.note(files(), 30)).toEqual([]);
    arrivals.note(files(['a', 5, 1], ['b', 5, 2]), 40);
    expect(arrivals.note(files(['a', 5, 1], ['b', 5, 2]), 60)).toEqual(['b']);
  });

  it('tries a file again that looked unfinished, less and less often, until it gives up', () => {
    const arrivals = new Arrivals(times);
    const seen = files(['a', 5, 1]);
    const taken: number[] = [];
    let isWanted = true;
    for (let now = 0; now <= 400 && isWanted; now += 10) {
      if (arrivals.note(seen, now).length === 0) continue;
      taken.push(now);
      isWanted = arrivals.retry('a', now);
    }
    expect(taken).toEqual([20, 60, 140, 300]);
    expect(isWanted).toBe(false);
  });

  it('starts anew with a file that goes on arriving', () => {
    const arrivals = new Arrivals(times);
    arrivals.note(files(['a', 5, 1]), 0);
    arrivals.note(files(['a', 5, 1]), 190);
    expect(arrivals.retry('a', 190)).toBe(true);
    arrivals.note(files(['a', 9, 2]), 200);
    expect(arrivals.note(files(['a', 9, 2]), 220)).toEqual(['a']);
    expect(arrivals.retry('a', 390)).toBe(true);
  });

  it('returns a file at once that nobody worked on', () => {
    const arrivals = new Arrivals(times);
    arrivals.note(files(['a', 5, 1]), 0);
    arrivals.note(files(['a', 5, 1]), 20);
    arrivals.putBack('a');
    expect(arrivals.note(files(['a', 5, 1]), 21)).toEqual(['a']);
  });
});
