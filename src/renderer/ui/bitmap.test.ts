import { describe, expect, it } from 'vitest';
import { bitmapOf } from './bitmap';

describe('bitmapOf', () => {
  it('stores rows from top to bottom in blue, green, red, padded to four bytes', () => {
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    const file = bitmapOf({ width: 3, height: 2, data });
    const view = new DataView(file.buffer);
    expect(String.fromCharCode(...file.subarray(0, 2))).toBe('BM');
    expect([view.getUint32(2, true), view.getInt32(18, true), view.getInt32(22, true)]).toEqual([78, 3, -2]);
    expect([...file.subarray(view.getUint32(10, true))]).toEqual([
      ...[3, 2, 1, 6, 5, 4, 9, 8, 7, 0, 0, 0],
      ...[13, 12, 11, 16, 15, 14, 19, 18, 17, 0, 0, 0],
    ]);
  });
});
