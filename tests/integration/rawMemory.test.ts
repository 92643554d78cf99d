import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asShot } from '@contract';
import { developRaw } from '../../src/engine/photo/read/decoders/raw/developRaw';
import { LibRawFile } from '../../src/engine/photo/read/decoders/raw/LibRawFile';
import { rawModule } from '../../src/engine/photo/read/decoders/raw/rawModule';
import { wasm } from '../../src/engine/worker/wasm';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';

const pageBytes = 65_536;
let grown = 0;

beforeEach(() => {
  grown = 0;
  const { prototype } = wasm.Memory as unknown as { prototype: { grow: (pages: number) => number } };
  const { grow } = prototype;
  vi.spyOn(prototype, 'grow').mockImplementation(function count(this: object, pages) {
    const before = grow.call(this, pages);
    grown += pages * pageBytes;
    return before;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Large enough that the module's memory has to grow. */
const [width, height] = [6000, 4000];
const copyBytes = width * height * 6;

const scene: DngOptions['scene'] = (x, y) => [(x % 97) / 200, (y % 89) / 100, ((x + y) % 83) / 120];

it('a large raw is read where LibRaw developed it, with the same pixels as LibRaw hands over', async () => {
  const bytes = dngFile({ width, height, scene, orientation: 6, neutral: [0.5, 1, 0.7] });
  const sensor = { demosaicing: 'ahd' as const, colours: 3, crop: null };
  const way = { settings: asShot, isHalf: false, sensor };
  const module = await rawModule();
  const file = await LibRawFile.start(module);
  const spared = developRaw(file, Uint8Array.from(bytes), way);
  const grownBySpared = grown;
  grown = 0;
  const usual = await LibRawFile.start(module);
  vi.spyOn(usual, 'develop').mockImplementation(() => LibRawFile.prototype.develop.call(usual, null));
  const handed = developRaw(usual, Uint8Array.from(bytes), way);
  expect([spared.problem, handed.problem]).toEqual([null, null]);
  const { data, ...size } = spared.picture;
  expect(size).toMatchObject({ width: height, height: width, colors: 3 });
  expect(Buffer.from(data.buffer).equals(Buffer.from(handed.picture.data.buffer))).toBe(true);
  expect(grown - grownBySpared).toBeGreaterThan(copyBytes / 2);
}, 120_000);
