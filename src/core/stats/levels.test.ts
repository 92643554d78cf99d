import { expect, it } from 'vitest';
import type { Raster } from '../raster';
import { levelsLeft } from './levels';

const grey = (values: Uint8Array | Uint16Array): Raster => ({
  ...{ width: values.length, height: 1, channels: 1, data: values },
});

it('counts the steps up to the bright parts, whatever a lamp adds', () => {
  const dark = Uint8Array.from({ length: 1000 }, (_, at) => (at < 10 ? 255 : at % 10));
  expect(levelsLeft(grey(dark), 1)).toBe(9);
  expect(levelsLeft(grey(dark), 3)).toBe(3);
});

it('counts more in a photo of 16 bits', () => {
  const dark = new Uint16Array(100).fill(9 * 257);
  expect(levelsLeft(grey(dark), 1)).toBe(9);
  expect(levelsLeft(grey(dark), 1 / 256)).toBe(2304);
});

it('takes the greatest of three channels', () => {
  const data = Uint8Array.from({ length: 300 }, (_, at) => (at % 3 === 2 ? 40 : 2));
  expect(levelsLeft({ width: 100, height: 1, channels: 3, data }, 1)).toBe(40);
});
