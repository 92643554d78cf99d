import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findModel } from '../../src/engine/model/registry';
import { openNetworks, valuesOf, type OpenedNetwork } from '../../src/engine/probe/OpenedNetwork';
import { partlyStrange } from '../support/learnGraphs';
import { learnScene, shippedModels, subject, writeNetwork } from '../support/learnScene';
import { writeModel } from '../support/models';
import { writeRaster } from '../support/photos';
import { picture } from '../support/previews';

const signal = new AbortController().signal;

describe('Probe.layers', () => {
  it('lists the deck’s network as it stands in its file', async () => {
    const { at, path } = await learnScene();
    const found = await at.engine.previews.probe.layers(subject(path, 'cnn'), { signal });
    const { layers, input, result, totalMs, restMs, notices } = found;
    const convolutions = layers.filter(({ kind }) => kind === 'conv');
    expect(convolutions.map(({ name, shape }) => `${name} ${shape[0]}`)).toEqual([
      'b.0 32',
      'b.2 64',
      'a.0 16',
      'a.2 32',
      'a.4 64',
      'c.0 64',
      'd.0 64',
      'd.2 32',
      'd.4 16',
      'e.0 32',
      'e.2 16',
      'f.0 16',
      'g.0 16',
      'h.0 16',
      'output.0 16',
      'output.2 3',
    ]);
    expect(convolutions.reduce((sum, { weights }) => sum + weights, 0)).toBe(134_067);
    expect(layers.filter(({ kind }) => kind === 'add')).toHaveLength(6);
    const by = (name: string) => layers.find((layer) => layer.name === name)!;
    expect(by('a.0')).toMatchObject({
      activation: 'relu',
      inputs: 3,
      shape: [16, 64, 96],
      sight: { of: 'photo', field: [3, 3], step: [1, 1], seesAll: false },
      geometry: { kernel: [3, 3], pads: [1, 1, 1, 1], strides: [1, 1], dilations: [1, 1], group: 1 },
      weights: 448,
      macs: 27 * 16 * 64 * 96,
      canProbe: true,
      min: 0,
    });
    // a: 3 × 3, 3 × 3 and 2 × 2; the sum with b and c sees as far as its farthest part.
    expect([by('a.4').sight.field, by('output.2').sight.field]).toEqual([
      [6, 6],
      [16, 16],
    ]);
    expect(by('a.2').from).toEqual([by('a.0').index]);
    for (const { silent, max } of convolutions) if (max === 0) expect(silent.length).toBeGreaterThan(0);
    expect([input.width, input.height, result.width, result.height]).toEqual([96, 64, 96, 64]);
    const ms = layers.reduce((sum, layer) => sum + (layer.ms ?? 0), 0);
    expect(convolutions.every((layer) => layer.ms !== null)).toBe(true);
    expect(ms + restMs).toBeCloseTo(totalMs, 6);
    expect(notices).toEqual([]);
  });

  it.each(['candela', 'candela-lol', 'mirnet'])('opens up %s', async (id) => {
    const { at, path } = await learnScene();
    const { layers, notices } = await at.engine.previews.probe.layers(subject(path, id), { signal });
    const names = new Set(layers.map(({ name }) => name));
    expect(names.size).toBeGreaterThan(25);
    expect(layers.every(({ shape, pictures }) => shape.every((side) => side > 0) && pictures > 0)).toBe(true);
    expect(layers.every(({ min, max }) => Number.isFinite(min) && min <= max)).toBe(true);
    const own = layers.filter(({ sight, kind }) => kind === 'conv' && sight.of === 'photo');
    expect(own.every(({ sight }) => sight.field !== null)).toBe(true);
    // The photo passes through after its thumbnail has told how dark the scene is.
    expect(layers.some(({ sight }) => sight.of === 'thumbnail')).toBe(true);
    expect(own.at(-1)?.sight.seesAll).toBe(true);
    expect(layers.filter(({ kind, ms }) => kind === 'conv' && ms === null)).toEqual([]);
    // A pooling of one pixel changes nothing, so it is no layer.
    const pools = layers.flatMap(({ kind, geometry }) =>
      kind === 'pool' && geometry ? [geometry.kernel] : [],
    );
    expect(pools.filter(([rows, columns]) => rows * columns === 1)).toEqual([]);
    expect(notices).toEqual([]);
  });

  it('says in words what it cannot show', async () => {
    const { at, path } = await learnScene();
    const id = await writeNetwork(at.models, partlyStrange);
    const { layers, notices } = await at.engine.previews.probe.layers(subject(path, id, 40), { signal });
    expect(layers.map(({ kind, canProbe }) => [kind, canProbe])).toEqual([['conv', false]]);
    expect(notices).toEqual([
      'Weights that are not stored as plain numbers (1) cannot be taken apart. Their layers are listed all the same.',
      'Candela does not know these operators, so their layers are not listed: Gelu.',
    ]);
    const double = await writeModel(at.models, 'double');
    await expect(at.engine.previews.probe.layers(subject(path, double), { signal })).rejects.toMatchObject({
      code: 'network.closed',
      message: 'Test model double cannot be opened up: no layer in it is known to Candela.',
    });
  });

  it('puts any photo on the network’s grid', async () => {
    const { at, folder } = await learnScene();
    for (const [width, height, channels, kind] of [
      [1, 1, 3, {}],
      [37, 400, 1, {}],
      [90, 60, 3, { depth: 16 }],
    ] as const) {
      const path = join(folder, `${width}.png`);
      await writeRaster(picture(width, height, { channels, ...kind }), path);
      const found = await at.engine.previews.probe.layers(subject(path, 'mirnet', 64), { signal });
      expect([found.input.width % 16, found.input.height % 16]).toEqual([0, 0]);
    }
  });

  it('gives the photo less or more light', async () => {
    const { at, path } = await learnScene();
    const { probe } = at.engine.previews;
    const lit = (light: number) => probe.layers({ ...subject(path, 'cnn'), light }, { signal });
    const [black, asIs, bright] = [await lit(0), await lit(1), await lit(5)];
    expect(Math.max(...black.input.data)).toBe(0);
    expect(bright.input.data).toEqual(asIs.input.data.map((value) => Math.min(255, value * 5)));
    // Without light, what the first layer hands on is its biases.
    const { index } = black.layers[0]!;
    const { biases } = await probe.kernels({ model: 'cnn', layer: index }, { signal });
    expect(black.layers[0]!.max).toBeCloseTo(Math.max(0, ...biases), 6);
    expect(asIs.layers[0]!.max).toBeGreaterThan(black.layers[0]!.max);
  });

  it('gives up between two runs when nobody waits', async () => {
    const { at, path } = await learnScene();
    const { probe } = at.engine.previews;
    const stop = new AbortController();
    const asking = probe.layers(subject(path, 'cnn', 320), { signal: stop.signal });
    stop.abort();
    await expect(asking).rejects.toThrow(/abort/i);
    // The way to the network is free again.
    const { layers } = await probe.layers(subject(path, 'cnn'), { signal });
    expect(layers.length).toBeGreaterThan(16);
  });
});

describe('Probe.maps', () => {
  it('stretches each map to its own range, page by page', async () => {
    const { at, path } = await learnScene();
    const { probe } = at.engine.previews;
    const { layers } = await probe.layers(subject(path, 'cnn'), { signal });
    const { index, silent, shape } = layers.find(({ name }) => name === 'a.2')!;
    const input = { ...subject(path, 'cnn'), layer: index, first: 20, most: 16 };
    const { picture: atlas, columns, width, height, maps } = await probe.maps(input, { signal });
    expect(maps.map(({ channel }) => channel)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);
    expect([columns, width, height, atlas.width, atlas.height]).toEqual([4, 96, 64, 384, 192]);
    expect(shape[0]).toBe(32);
    for (const [cell, { channel, isSilent, min, max }] of maps.entries()) {
      const corner = { x: (cell % 4) * 96, y: Math.floor(cell / 4) * 64 };
      const shown = greysOf(atlas, corner, { width: 96, height: 64 });
      expect(isSilent).toBe(silent.includes(channel));
      expect(min).toBeLessThanOrEqual(max);
      expect([Math.min(...shown), Math.max(...shown)]).toEqual(min === max ? [0, 0] : [0, 255]);
    }
  });
});

describe('Probe.kernels', () => {
  it('gives the weights that the pixel was computed with', async () => {
    const { at, path } = await learnScene();
    const { probe } = at.engine.previews;
    for (const name of ['a.2', 'restorer.up1']) {
      const id = name === 'a.2' ? 'cnn' : 'candela';
      const { layers } = await probe.layers(subject(path, id), { signal });
      const { index, shape, inputs } = layers.find((layer) => layer.name === name)!;
      const { kernels, biases, rows, columns } = await probe.kernels({ model: id, layer: index }, { signal });
      expect([kernels.length, kernels[0]!.length, biases.length]).toEqual([shape[0], inputs, shape[0]]);
      expect(kernels[0]![0]).toHaveLength(rows * columns);
      const spot = { filter: 5, row: 20, column: 20 };
      const taken = await probe.pixel({ ...subject(path, id), layer: index, ...spot }, { signal });
      const all = kernels[5]!.flat();
      expect(taken.kernel.flat().every((weight) => all.includes(weight))).toBe(true);
      expect(taken.bias).toBe(biases[5]);
    }
  });
});

describe('Probe.attention', () => {
  it('finds MIRNet’s streams, fusions and attention by structure', async () => {
    const { at, path } = await learnScene();
    const found = await at.engine.previews.probe.attention(subject(path, 'mirnet'), { signal });
    const { levels, fusions, channels, places } = found;
    // Behind two strided convolutions: a half for the detail, then a quarter, an eighth, a sixteenth.
    expect(levels.map(({ step, height, width }) => [step, height, width])).toEqual([
      [2, 32, 48],
      [4, 16, 24],
      [8, 8, 12],
      [16, 4, 6],
    ]);
    expect(levels.map((level) => level.channels)).toEqual([[16], [32], [48], [72]]);
    // Two groups of one block: three fusions within, and one at its end.
    expect(fusions.map(({ level, levels: from }) => [level, from])).toEqual(
      [0, 1].flatMap(() => [1, 2, 3, 1].map((level) => [level, [1, 2, 3]])),
    );
    for (const { weights } of fusions) {
      for (const [channel] of weights[0]!.entries()) {
        const sum = weights.reduce((total, stream) => total + stream[channel]!, 0);
        expect(sum).toBeCloseTo(1, 5);
      }
    }
    expect([channels.length, places.length]).toEqual([13, 13]);
    expect(channels.every(({ weights }) => weights.every((weight) => weight > 0 && weight < 1))).toBe(true);
    expect(channels.map(({ weights, level }) => weights.length === levels[level]!.channels[0])).not.toContain(
      false,
    );
    for (const { level, picture: shown, min, max } of places) {
      expect([shown.width, shown.height]).toEqual([levels[level]!.width, levels[level]!.height]);
      expect(0 < min && min <= max && max < 1).toBe(true);
    }
  });

  it('finds none in a network that has none', async () => {
    const { at, path } = await learnScene();
    const found = await at.engine.previews.probe.attention(subject(path, 'cnn'), { signal });
    expect(found).toMatchObject({ levels: [], fusions: [], channels: [], places: [] });
  });
});

describe('the networks that are open', () => {
  it('are freed when asked, and kept while somebody works with them', async () => {
    const { at, path } = await learnScene();
    const { probe } = at.engine.previews;
    await probe.layers(subject(path, 'cnn'), { signal });
    expect(probe.openCount).toBe(1);
    // One model at a time.
    await probe.layers(subject(path, 'mirnet', 32), { signal });
    expect(probe.openCount).toBe(1);
    const [maps] = await Promise.all([
      probe.maps({ ...subject(path, 'mirnet', 32), layer: 0, first: 0, most: 4 }, { signal }),
      probe.release(),
    ]);
    expect(maps.maps).toHaveLength(4);
    await probe.release();
    expect(probe.openCount).toBe(0);
  });

  it('are freed after they were idle', async () => {
    const networks = openNetworks(20);
    const model = await findModel([shippedModels], 'cnn', { signal });
    let open: OpenedNetwork | undefined;
    await networks.within(model, (network) => Promise.resolve((open = network)), { signal });
    expect(networks.size).toBe(1);
    await expect.poll(() => networks.size).toBe(0);
    const raster = picture(8, 8);
    // The session is gone, so it can no longer be run.
    await expect
      .poll(() =>
        valuesOf(open!, { raster, controls: {}, step: 1 }, []).then(
          () => 'ran',
          () => 'gone',
        ),
      )
      .toBe('gone');
  });
});

function greysOf(
  { width, data }: { width: number; data: Uint8Array },
  { x, y }: { x: number; y: number },
  size: { width: number; height: number },
): number[] {
  return Array.from({ length: size.width * size.height }, (_, at) => {
    const [column, row] = [x + (at % size.width), y + Math.floor(at / size.width)];
    return data[(row * width + column) * 3]!;
  });
}
