import { describe, expect, it } from 'vitest';
import { networkAlone, type ModelCard } from '@contract';
import { finishing, type Raster } from '@core';
import { enhanceRaster, type RasterRequest } from '../../src/engine/enhance/enhanceRaster';
import { createSession } from '../../src/engine/model/runtime';
import type { OpenSession } from '../../src/engine/model/TileRunner';
import { modelBytes, testCard, type TestModelName } from '../support/models';
import { placeRamps } from '../support/factGraphs';
import { noisyRaster } from '../support/photos';

const signal = new AbortController().signal;

async function openTest(name: TestModelName, change: Partial<ModelCard> = {}): Promise<OpenSession> {
  const session = await createSession(modelBytes(name), 'cpu');
  return { session, card: { ...testCard(name), ...change }, provider: 'cpu' };
}

async function run(
  raster: Raster,
  open: OpenSession,
  change: Partial<RasterRequest> = {},
): Promise<string[]> {
  const request = { open, mix: networkAlone, controls: {}, memoryBytes: 1e9, file: 'test.png', ...change };
  const notices = await enhanceRaster(raster, request, { signal, onTile: () => undefined });
  return notices.map(({ code }) => code);
}

const copyOf = (raster: Raster): Raster => ({ ...raster, data: raster.data.slice() });
const same = (a: Raster, b: Raster): boolean => Buffer.from(a.data.buffer).equals(Buffer.from(b.data.buffer));
const furthest = (a: Raster, b: Raster): number =>
  Array.from(a.data).reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);

const sizes: [number, number][] = [
  [1, 1],
  [3, 500],
  [96, 96],
  [97, 95],
  [333, 251],
];

describe('enhanceRaster with an identity model', () => {
  it.each(sizes)('gives %i×%i back exactly: 8 and 16 bit, grey and RGB', async (width, height) => {
    const open = await openTest('identity');
    for (const channels of [1, 3] as const) {
      for (const bits of [8, 16] as const) {
        const raster = noisyRaster(width, height, { channels, bits });
        const before = copyOf(raster);
        expect(await run(raster, open)).toEqual([]);
        expect(same(raster, before)).toBe(true);
      }
    }
  });

  it.each(sizes)(
    'gives %i×%i back exactly through float planes, multiples of 16 and joined pairs',
    async (width, height) => {
      for (const name of ['planes', 'multiple', 'joined'] as const) {
        const open = await openTest(name);
        for (const bits of [8, 16] as const) {
          const raster = noisyRaster(width, height, { bits });
          const before = copyOf(raster);
          await run(raster, open);
          expect(same(raster, before)).toBe(true);
        }
      }
    },
  );

  it('says so when a 16-bit photo goes through a network of 8 bits', async () => {
    const raster = noisyRaster(50, 40, { bits: 16 });
    const before = copyOf(raster);
    expect(await run(raster, await openTest('bytes'))).toEqual(['model.eightBits']);
    expect(furthest(raster, before)).toBeLessThanOrEqual(129);
    expect(furthest(raster, before)).toBeGreaterThan(0);
  });
});

describe('enhanceRaster in tiles', () => {
  it('gives what the whole photo gives, within 1 of 255, for a local model', async () => {
    const whole = noisyRaster(300, 260);
    const tiled = copyOf(whole);
    await run(whole, await openTest('blur', { tile: { size: 1024, overlap: 2 } }));
    await run(tiled, await openTest('blur', { tile: { size: 64, overlap: 2 } }));
    expect(furthest(whole, tiled)).toBeLessThanOrEqual(1);
  });

  it.each(sizes)('cuts %i×%i for a network of one size', async (width, height) => {
    const raster = noisyRaster(width, height);
    const expected = raster.data.map((value) => Math.min(255, 2 * value));
    await run(raster, await openTest('fixed', { tile: { size: 64, overlap: 8 } }));
    expect(Buffer.from(raster.data).equals(Buffer.from(expected))).toBe(true);
  });
});

describe('enhanceRaster with settings', () => {
  it('mixes with the original by strength, exact at both ends', async () => {
    const open = await openTest('double');
    const original = noisyRaster(130, 120);
    for (const strength of [0, 0.25, 1]) {
      const raster = copyOf(original);
      await run(raster, open, { mix: { ...networkAlone, strength } });
      const mixed = (value: number) =>
        Math.floor(value + (Math.min(255, 2 * value) - value) * strength + 0.5);
      expect(Buffer.from(raster.data).equals(Buffer.from(original.data.map(mixed)))).toBe(true);
    }
  });

  it.each([
    [{ channels: 3, bits: 8 }, 1],
    [{ channels: 3, bits: 16 }, 0.5],
    [{ channels: 1, bits: 8 }, 0],
  ] as const)('finishes what the network gives, tile by tile: %j at strength %d', async (kind, strength) => {
    const original = noisyRaster(130, 120, kind);
    const raster = copyOf(original);
    const mix = { strength, finish: { brightness: 0.7, highlights: -0.5, colour: 0.4 } };
    const open = await openTest('identity');
    await run(raster, open, { mix });
    const expected = original.data.slice();
    // The identity's result is the original.
    finishing(mix, kind)(expected, original.data);
    expect(furthest(raster, { ...original, data: expected })).toBe(0);
    expect(furthest(raster, original)).toBeGreaterThan(10);
  });

  it('hands controls over, neutral where they are not given', async () => {
    const open = await openTest('control');
    const neutral = noisyRaster(100, 30);
    const original = copyOf(neutral);
    await run(neutral, open);
    expect(same(neutral, original)).toBe(true);
    const dark = copyOf(original);
    await run(dark, open, { controls: { brightness: -1 } });
    expect(dark.data.every((value) => value === 0)).toBe(true);
  });

  it('tells every tile where it lies in the photo', async () => {
    const open = await openTest('placed', { tile: { size: 64, overlap: 8 } });
    const raster = noisyRaster(201, 150);
    await run(raster, open);
    expect(furthest(raster, placeRamps(raster))).toBeLessThanOrEqual(1);
    const part = noisyRaster(100, 90);
    await run(part, open, { within: { x: 400, y: 210, width: 800, height: 300 } });
    const [first] = [part.data.slice(0, 3)];
    expect([...first]).toEqual([Math.round((255 * 210.5) / 300), Math.round((255 * 400.5) / 800), 0]);
  });

  it('shows every tile the same thumbnail', async () => {
    const thumbnail: Raster = {
      width: 2,
      height: 1,
      channels: 3,
      data: Uint8Array.of(10, 20, 30, 50, 60, 70),
    };
    const raster = noisyRaster(200, 150);
    await run(raster, await openTest('thumbnail'), { thumbnail });
    expect(raster.data.every((value) => value === 40)).toBe(true);
  });
});
