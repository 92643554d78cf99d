import { describe, expect, it } from 'vitest';
import { addClipped, clippedPixels, clippingOf, noPixels } from './clipping';

describe('clippedPixels', () => {
  it('tells any channel apart from all of them', () => {
    const data = Uint8Array.of(0, 9, 9, 0, 0, 0, 255, 0, 9, 255, 255, 255);
    expect(clippedPixels({ width: 4, height: 1, channels: 3, data })).toEqual({
      pixels: 4,
      black: { any: 3, all: 1 },
      white: { any: 2, all: 1 },
    });
  });

  it('takes 16 bits at their own full scale', () => {
    const data = Uint16Array.of(0, 1, 255, 65_534, 65_535);
    const { black, white } = clippedPixels({ width: 5, height: 1, channels: 1, data });
    expect([black, white]).toEqual([
      { any: 1, all: 1 },
      { any: 1, all: 1 },
    ]);
  });
});

describe('clippingOf', () => {
  it('gives the parts of a picture the shares of the whole', () => {
    const data = Uint8Array.of(0, 0, 0, 0, 5, 5, 255, 255, 255, 9, 9, 9);
    const rows = [0, 1].map((row) =>
      clippedPixels({ width: 2, height: 1, channels: 3, data: data.subarray(row * 6, row * 6 + 6) }),
    );
    const whole = clippedPixels({ width: 2, height: 2, channels: 3, data });
    expect(rows.reduce(addClipped, noPixels)).toEqual(whole);
    expect(clippingOf(whole)).toEqual({ black: { any: 0.5, all: 0.25 }, white: { any: 0.25, all: 0.25 } });
    expect(clippingOf(noPixels).black).toEqual({ any: 0, all: 0 });
  });
});
