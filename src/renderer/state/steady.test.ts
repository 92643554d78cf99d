import { describe, expect, it } from 'vitest';
import { steadyList } from './steady';

describe('steadyList', () => {
  const state = (...kept: number[]) => ({ kept });

  it('stays the same array while its members are the same', () => {
    const select = steadyList(({ kept }: { kept: number[] }) => kept.map((each) => each * 2));
    const first = select(state(1, 2));
    expect(first).toEqual([2, 4]);
    expect(select(state(1, 2))).toBe(first);
  });

  it.each([[[1, 3]], [[2, 1]], [[1]], [[1, 2, 3]], [[]]])('is another array for %j', (kept) => {
    const select = steadyList((given: { kept: number[] }) => given.kept);
    select(state(1, 2));
    expect(select(state(...kept))).toEqual(kept);
  });

  it('looks once at the same state', () => {
    let looks = 0;
    const select = steadyList(({ kept }: { kept: number[] }) => {
      looks += 1;
      return kept;
    });
    const given = state(1);
    select(given);
    select(given);
    expect(looks).toBe(1);
  });
});
