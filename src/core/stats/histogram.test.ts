import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram } from './histogram';

const sum = (bins: Uint32Array) => bins.reduce((total, value) => total + value, 0);
const filled = (bins: Uint32Array) =>
  Object.fromEntries([...bins].flatMap((value, level) => (value > 0 ? [[level, value]] : [])));

describe('histogram', () => {
  it('counts levels, luma and clipped pixels of RGB', () => {
    const data = Uint8Array.of(0, 10, 255, 20, 10, 30, 255, 255, 255, 20, 10, 30);
    const found = histogram({ width: 2, height: 2, channels: 3, data });
    expect(filled(found.red)).toEqual({ 0: 1, 20: 2, 255: 1 });
    expect(filled(found.green)).toEqual({ 10: 3, 255: 1 });
    expect(filled(found.blue)).toEqual({ 255: 2, 30: 2 });
    // 0.7152 · 10 + 0.0722 · 255 = 25.56; 0.2126 · 20 + 7.152 + 0.0722 · 30 = 13.57
    expect(filled(found.luma)).toEqual({ 26: 1, 14: 2, 255: 1 });
    expect(found.clipping).toEqual({ black: { any: 0.25, all: 0 }, white: { any: 0.5, all: 0.25 } });
  });

  it('counts 16 bits by their upper eight, and white only at full scale', () => {
    const data = Uint16Array.of(0, 255, 256, 65_279, 65_534, 65_535);
    const found = histogram({ width: 6, height: 1, channels: 1, data });
    expect(filled(found.red)).toEqual({ 0: 2, 1: 1, 254: 1, 255: 2 });
    expect(found.luma).toEqual(found.red);
    const sixth = { any: 1 / 6, all: 1 / 6 };
    expect(found.clipping).toEqual({ black: sixth, white: sixth });
  });

  it('counts every pixel once a channel', () => {
    fc.assert(
      fc.property(fc.uint16Array({ minLength: 0, maxLength: 30 }), (values) => {
        const data = Uint16Array.from([...values, ...values, ...values]);
        const found = histogram({ width: values.length, height: 1, channels: 3, data });
        for (const bins of [found.red, found.green, found.blue, found.luma]) {
          expect(sum(bins)).toBe(values.length);
        }
      }),
    );
  });
});
