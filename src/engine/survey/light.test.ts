import { describe, expect, it } from 'vitest';
import { signatureSide } from '@contract';
import { lightOf } from './light';

const grey = (data: Uint8Array | Uint16Array, width: number) =>
  ({ width, height: data.length / width, channels: 1, data }) as const;

describe('lightOf', () => {
  it.each([
    ['black', 0],
    ['dark', 20],
    ['light', 200],
    ['white', 255],
  ])('of an even %s picture gives its own value', (_, value) => {
    const { median, mean, histogram, signature } = lightOf({
      raster: grey(new Uint8Array(64 * 48).fill(value), 64),
    });
    expect(median).toBeCloseTo(value / 255, 3);
    expect(mean).toBeCloseTo(value / 255, 5);
    expect(histogram[Math.min(63, Math.floor((value / 255) * 64))]).toBe(1);
    expect(signature.every((cell) => Math.abs(cell - value / 255) < 1e-5)).toBe(true);
  });

  it('takes the median, which a few lamps do not lift', () => {
    const data = new Uint8Array(1000).fill(13).fill(255, 600);
    const { median, mean } = lightOf({ raster: grey(data, 100) });
    expect(median).toBeCloseTo(13 / 255, 3);
    expect(mean).toBeCloseTo((600 * 13 + 400 * 255) / 255_000, 5);
  });

  it('gives 16-bit values the same figures as 8-bit ones, and finer', () => {
    const eight = Uint8Array.from({ length: 4096 }, (_, at) => at % 256);
    const light = lightOf({
      raster: grey(
        Uint16Array.from(eight, (value) => value * 257),
        64,
      ),
    });
    const other = lightOf({ raster: grey(eight, 64) });
    expect(light.median).toBe(other.median);
    expect(light.mean).toBeCloseTo(other.mean, 6);
    expect(light.histogram).toEqual(other.histogram);
    expect(lightOf({ raster: grey(new Uint16Array(100).fill(300), 10) }).median).toBeCloseTo(300 / 65_535, 3);
  });

  it('weighs colours as BT.709 does', () => {
    const data = Uint8Array.from({ length: 300 }, (_, at) => (at % 3 === 1 ? 255 : 0));
    expect(lightOf({ raster: { width: 10, height: 10, channels: 3, data } }).mean).toBeCloseTo(0.7152, 5);
  });

  it('does not count what nobody sees', () => {
    const data = new Uint8Array(100).fill(40).fill(255, 50);
    const alpha = new Uint8Array(100).fill(255).fill(0, 50);
    expect(lightOf({ raster: grey(data, 10), alpha }).mean).toBeCloseTo(40 / 255, 5);
    expect(lightOf({ raster: grey(data, 10), alpha: new Uint8Array(100) }).mean).toBeCloseTo(147.5 / 255, 5);
  });

  it('has a grid of the whole picture, also of a tiny one', () => {
    const data = Uint8Array.from({ length: 160 * 32 }, (_, at) => (at % 160 < 80 ? 0 : 255));
    const { signature } = lightOf({ raster: grey(data, 160) });
    const row = signature.slice(0, signatureSide);
    expect(row).toEqual([...new Array<number>(8).fill(0), ...new Array<number>(8).fill(1)]);
    expect(lightOf({ raster: grey(Uint8Array.of(51), 1) }).signature).toHaveLength(signatureSide ** 2);
  });
});
