import { describe, expect, it } from 'vitest';
import { lpipsPlanes, lpipsSize } from './lpips';

describe('lpipsSize', () => {
  it.each([
    [
      { width: 2000, height: 2000 },
      { width: 2000, height: 2000 },
    ],
    [
      { width: 4000, height: 4000 },
      { width: 2000, height: 2000 },
    ],
    [
      { width: 8000, height: 2000 },
      { width: 4000, height: 1000 },
    ],
    [
      { width: 64, height: 64 },
      { width: 64, height: 64 },
    ],
  ])('of %j is %j', (from, to) => {
    expect(lpipsSize(from)).toEqual(to);
  });

  it('is never above 4 megapixels, and never empty', () => {
    for (const from of [
      { width: 2001, height: 2000 },
      { width: 6016, height: 4016 },
      { width: 9_000_000, height: 1 },
    ]) {
      const { width, height } = lpipsSize(from);
      expect(width * height).toBeLessThanOrEqual(4e6);
      expect(Math.min(width, height)).toBeGreaterThan(0);
    }
  });
});

describe('lpipsPlanes', () => {
  it('are the stored values from −1 to 1, one channel after the other', () => {
    const data = Uint8Array.of(0, 51, 255, 102, 204, 153);
    const planes = lpipsPlanes({ width: 2, height: 1, channels: 3, data }, { width: 2, height: 1 });
    expect([...planes]).toEqual([-1, -0.2, -0.6, 0.6, 1, 0.2].map(Math.fround));
  });

  it('are the same of 16 bits, and three times those of grey', () => {
    const size = { width: 2, height: 1 };
    const grey = lpipsPlanes({ ...size, channels: 1, data: Uint16Array.of(0, 13107) }, size);
    expect([...grey]).toEqual([-1, -0.6, -1, -0.6, -1, -0.6].map(Math.fround));
  });

  it('reduced are means over the area of each pixel', () => {
    // Three columns become two: each takes one whole column and half of the middle one. Three rows become one.
    const data = Uint8Array.of(0, 90, 255, 30, 120, 255, 60, 150, 255);
    const planes = lpipsPlanes({ width: 3, height: 3, channels: 1, data }, { width: 2, height: 1 });
    const [left, right] = [(30 + 120 / 2) / 1.5, (255 + 120 / 2) / 1.5];
    const expected = [left, right].map((value) => (2 * value) / 255 - 1);
    for (const [at, value] of planes.entries()) expect(value).toBeCloseTo(expected[at % 2]!, 6);
  });
});
