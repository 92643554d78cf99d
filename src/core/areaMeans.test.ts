import { describe, expect, it } from 'vitest';
import { areaMeans } from './areaMeans';

describe('areaMeans', () => {
  it('averages whole squares', () => {
    const data = Uint8Array.from([0, 10, 20, 30, 40, 50, 60, 70]);
    const small = areaMeans({ width: 4, height: 2, channels: 1, data }, { width: 2, height: 1 });
    expect([...small.data]).toEqual([25, 45]);
  });

  it('shares a pixel between the areas that it lies in', () => {
    const data = Uint8Array.from([0, 90, 30]);
    const small = areaMeans({ width: 3, height: 1, channels: 1, data }, { width: 2, height: 1 });
    expect([...small.data]).toEqual([30, 50]);
  });

  it('keeps channels apart and 16 bits wide', () => {
    const data = Uint16Array.from([60000, 1, 2, 60002, 3, 4]);
    const small = areaMeans({ width: 2, height: 1, channels: 3, data }, { width: 1, height: 1 });
    expect(small.data).toBeInstanceOf(Uint16Array);
    expect([...small.data]).toEqual([60001, 2, 3]);
  });

  it('keeps the mean of a photo whatever the sizes', () => {
    const width = 61;
    const height = 47;
    const data = Uint16Array.from({ length: width * height }, (_, at) => (at * 7919) % 65_536);
    const mean = (values: Iterable<number>): number => {
      const all = [...values];
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    };
    const small = areaMeans({ width, height, channels: 1, data }, { width: 13, height: 10 });
    expect(Math.abs(mean(small.data) - mean(data))).toBeLessThan(1);
  });
});
