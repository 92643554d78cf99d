import { describe, expect, it } from 'vitest';
import { pathOf, pixelAt, profileOf, seenPart, shareOf } from './profile';

describe('pixelAt and shareOf', () => {
  it('name the same pixel, and stay in the picture', () => {
    for (const length of [1, 2, 7, 600, 2048])
      for (const pixel of [0, length >> 1, length - 1])
        expect(pixelAt(shareOf(pixel, length), length)).toBe(pixel);
    expect([pixelAt(-1, 5), pixelAt(1, 5), pixelAt(0.5, 1)]).toEqual([0, 4, 0]);
  });
});

describe('profileOf', () => {
  it('reads pictures of any size at the same share', () => {
    const rows = (height: number) => ({
      ...{ width: 1, height },
      data: Uint8Array.from({ length: 3 * height }, (_, at) => Math.floor(at / 3) * (240 / height)),
    });
    const line = { along: 'row' as const, at: 0.75 };
    expect([...profileOf(rows(4), line, 'red')]).toEqual([180]);
    expect([...profileOf(rows(8), line, 'red')]).toEqual([180]);
  });
});

describe('seenPart', () => {
  const bounds = { photo: { width: 400, height: 200 }, pane: { width: 100, height: 100 }, ratio: 1 };

  it('is all of the line at fit', () => {
    expect(seenPart({ kind: 'fit' }, bounds, 'row')).toEqual([0, 1]);
    expect(seenPart({ kind: 'fit' }, null, 'column')).toEqual([0, 1]);
  });

  it('is what the panes show when enlarged', () => {
    const zoom = { kind: 'scale' as const, scale: 1, x: 100, y: 100 };
    expect(seenPart(zoom, bounds, 'row')).toEqual([0.125, 0.375]);
    expect(seenPart(zoom, bounds, 'column')).toEqual([0.25, 0.75]);
  });
});

describe('pathOf', () => {
  it('goes through the middles of pixels, with full scale on top', () => {
    expect(pathOf(Float32Array.from([0, 255]), [0, 1])).toBe('M250.0 255.0L750.0 0.0');
  });

  it('draws no more than the part in sight and what touches it', () => {
    const values = Float32Array.from({ length: 100 }, (_, at) => at);
    expect(pathOf(values, [0.5, 0.6]).split('L')).toHaveLength(12);
  });
});
