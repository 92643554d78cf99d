import { describe, expect, it } from 'vitest';
import { asOrientation, turnRaster, turnSamples, type Orientation } from './turn';

/** Two columns, three rows. */
const stored = { width: 2, height: 3, channels: 1 as const, data: Uint8Array.from([1, 2, 3, 4, 5, 6]) };

describe('turnRaster', () => {
  it.each<[Orientation, number, number[]]>([
    [1, 2, [1, 2, 3, 4, 5, 6]],
    [2, 2, [2, 1, 4, 3, 6, 5]],
    [3, 2, [6, 5, 4, 3, 2, 1]],
    [4, 2, [5, 6, 3, 4, 1, 2]],
    [5, 3, [1, 3, 5, 2, 4, 6]],
    [6, 3, [5, 3, 1, 6, 4, 2]],
    [7, 3, [6, 4, 2, 5, 3, 1]],
    [8, 3, [2, 4, 6, 1, 3, 5]],
  ])('sets orientation %i upright', (orientation, width, data) => {
    const upright = turnRaster(stored, orientation);
    expect(upright.width).toBe(width);
    expect([...upright.data]).toEqual(data);
  });

  it('keeps the channels of a pixel together', () => {
    const samples = Uint16Array.from([1, 10, 100, 2, 20, 200]);
    const upright = turnSamples(samples, { width: 2, height: 1, channels: 3 }, 6);
    expect([...upright]).toEqual([1, 10, 100, 2, 20, 200]);
    expect([...turnSamples(samples, { width: 2, height: 1, channels: 3 }, 8)]).toEqual([
      2, 20, 200, 1, 10, 100,
    ]);
  });
});

describe('asOrientation', () => {
  it.each([undefined, 0, 9, 1.5, Number.NaN])('knows that %s is none', (value) => {
    expect(asOrientation(value)).toBeUndefined();
  });
});
