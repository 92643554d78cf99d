import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NetworkLayer } from '@contract';
import { pixelSum, type Raster } from '@core';
import { downAndUp, oneConvolution, type Window } from '../support/learnGraphs';
import { learnScene, subject, writeNetwork } from '../support/learnScene';
import { writeRaster } from '../support/photos';
import { picture } from '../support/previews';

const signal = new AbortController().signal;

/** Several layers of every kind: the first, the last, and some in between. */
function chosen(layers: readonly NetworkLayer[]): NetworkLayer[] {
  const open = layers.filter(({ canProbe }) => canProbe);
  const strided = open.filter(({ geometry }) => geometry!.strides[0] > 1 || geometry!.kernel[0] === 5);
  const some = open.filter((_, index) => index % Math.ceil(open.length / 6) === 0);
  return [...new Set([...some, ...strided.slice(0, 4), ...strided.slice(-3), open.at(-1)!])];
}

const corners = ({ shape: [channels, height, width] }: NetworkLayer) => [
  { filter: 0, row: 0, column: 0 },
  { filter: channels - 1, row: height - 1, column: width - 1 },
  { filter: channels >> 1, row: height >> 1, column: (width >> 1) + 1 },
];

describe('Probe.pixel', () => {
  it.each(['cnn', 'candela', 'candela-lol', 'mirnet'])(
    'computes what the runtime computed, in %s',
    async (id) => {
      const { at, path } = await learnScene();
      const { probe } = at.engine.previews;
      const { layers } = await probe.layers(subject(path, id), { signal });
      const tried = chosen(layers);
      expect(tried.length).toBeGreaterThan(5);
      for (const layer of tried) {
        for (const spot of corners(layer)) {
          const input = { ...subject(path, id), layer: layer.index, ...spot };
          const { runtime, outside, ...window } = await probe.pixel(input, { signal });
          const { total, output } = pixelSum(window);
          const where = `${layer.name} ${JSON.stringify(spot)}`;
          // A map may be nothing but zeros.
          expect(Math.abs(total - runtime.sum), where).toBeLessThanOrEqual(1e-5 * runtime.scale);
          expect(Math.abs(output - runtime.output) / Math.max(runtime.scale, 1), where).toBeLessThan(1e-5);
          expect(outside).toHaveLength(window.patch[0]!.length);
        }
      }
    },
  );

  it.each([
    ['dilation', { dilations: [2, 3], pads: [2, 3, 2, 3] }, 1],
    ['groups', { pads: [1, 1, 1, 1], group: 3 }, 3],
    ['stride and uneven padding', { strides: [2, 3], pads: [0, 2, 1, 0] }, 1],
  ] as const)('covers %s', async (_name, { group = 1, ...window }: Window, groups) => {
    const { at, path } = await learnScene();
    const id = await writeNetwork(at.models, oneConvolution({ ...window, group }, groups));
    const { probe } = at.engine.previews;
    const { layers } = await probe.layers(subject(path, id, 40), { signal });
    expect(layers.map(({ kind }) => kind)).toEqual(['conv', 'conv']);
    for (const spot of corners(layers[0]!)) {
      const input = { ...subject(path, id, 40), layer: 0, ...spot };
      const { runtime, first, ...taken } = await probe.pixel(input, { signal });
      expect(Math.abs(pixelSum(taken).total - runtime.sum) / runtime.scale).toBeLessThan(1e-5);
      expect(first).toBe(groups === 3 ? Math.floor(spot.filter / 2) : 0);
    }
  });

  it('refuses a layer that is not there, and one that has no weights', async () => {
    const { at, path } = await learnScene();
    const { probe } = at.engine.previews;
    const { layers } = await probe.layers(subject(path, 'cnn'), { signal });
    const spot = { filter: 0, row: 0, column: 0 };
    const beyond = probe.pixel({ ...subject(path, 'cnn'), layer: 999, ...spot }, { signal });
    await expect(beyond).rejects.toMatchObject({ code: 'network.noLayer' });
    const sum = layers.find(({ kind }) => kind === 'add')!.index;
    const whole = probe.pixel({ ...subject(path, 'cnn'), layer: sum, ...spot }, { signal });
    await expect(whole).rejects.toMatchObject({ code: 'network.keptWhole' });
  });
});

describe('the window of a value', () => {
  it('holds every pixel that the value depends on, and no row more', async () => {
    const { at, folder } = await learnScene();
    const { probe } = at.engine.previews;
    const id = await writeNetwork(at.models, downAndUp);
    const base = picture(24, 24);
    const valueAt = async (raster: Raster, name: string) => {
      const path = join(folder, `${name}.png`);
      await writeRaster(raster, path);
      const spot = { layer: 1, filter: 0, row: 11, column: 12 };
      return probe.pixel({ ...subject(path, id, 32), ...spot }, { signal });
    };
    const { window, runtime } = await valueAt(base, 'base');
    const { top, left, bottom, right } = window!;
    expect([bottom - top + 1, right - left + 1]).toEqual([6, 6]);
    const changed = async (row: number, column: number) => {
      const data = base.data.slice();
      data.fill(255, (row * 24 + column) * 3, (row * 24 + column) * 3 + 3);
      const found = await valueAt({ ...base, data }, `${row}-${column}`);
      return found.runtime.output !== runtime.output;
    };
    const middle = (left + right) >> 1;
    expect(await Promise.all([top - 1, bottom + 1].map((row) => changed(row, middle)))).toEqual([
      false,
      false,
    ]);
    expect(await changed((top + bottom) >> 1, middle)).toBe(true);
    const reached = await Promise.all([top, top + 1, bottom - 1, bottom].map((row) => changed(row, middle)));
    expect(reached.filter(Boolean).length).toBeGreaterThanOrEqual(3);
  });
});
