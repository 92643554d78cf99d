import { expect, it } from 'vitest';
import { Replay } from './Replay';

it('gives the states up to a step, and computes each of them once', () => {
  const replay = new Replay<number>();
  let computed = 0;
  const source = {
    key: 'doubling',
    start: () => 1,
    next: (state: number) => {
      computed += 1;
      return state * 2;
    },
  };
  expect(replay.until(source, 0)).toEqual([1]);
  expect(replay.until(source, 3)).toEqual([1, 2, 4, 8]);
  expect(replay.until(source, 1)).toEqual([1, 2]);
  expect(computed).toBe(3);
  expect(replay.until({ ...source, key: 'other', start: () => 5 }, 1)).toEqual([5, 10]);
});
