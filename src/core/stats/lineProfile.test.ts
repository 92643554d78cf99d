import { describe, expect, it } from 'vitest';
import { lineProfile } from './lineProfile';

/** Three columns and two rows; red counts columns, green rows, blue both. */
const picture = {
  width: 3,
  height: 2,
  data: Uint8Array.from([...[10, 1, 100, 20, 1, 110, 30, 1, 120], ...[10, 2, 200, 20, 2, 210, 30, 2, 220]]),
};

describe('lineProfile', () => {
  it('reads a row and a column', () => {
    expect([...lineProfile(picture, { along: 'row', at: 1 }, 'red')]).toEqual([10, 20, 30]);
    expect([...lineProfile(picture, { along: 'row', at: 1 }, 'green')]).toEqual([2, 2, 2]);
    expect([...lineProfile(picture, { along: 'column', at: 2 }, 'blue')]).toEqual([120, 220]);
  });

  it('weighs the channels by BT.601 for luma', () => {
    const [first, second] = lineProfile(picture, { along: 'column', at: 0 }, 'luma');
    expect(first).toBeCloseTo(0.299 * 10 + 0.587 * 1 + 0.114 * 100, 4);
    expect(second).toBeCloseTo(0.299 * 10 + 0.587 * 2 + 0.114 * 200, 4);
  });

  it('takes the last line for one beyond the edge', () => {
    expect([...lineProfile(picture, { along: 'row', at: 9 }, 'green')]).toEqual([2, 2, 2]);
  });
});
