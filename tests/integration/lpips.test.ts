import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { CandelaError, type Treatment } from '@contract';
import type { Raster } from '@core';
import { OwnLpips } from '../../src/engine/compare/OwnLpips';
import { Gate } from '../../src/engine/enhance/Gate';
import { NetworkGate } from '../../src/engine/enhance/NetworkGate';
import { place, type Place } from '../support/engine';
import { writeLpips } from '../support/lpips';
import { writeRaster } from '../support/photos';
import { options } from '../support/previews';

const nobody: Treatment = { by: 'nobody' };

type Kind = { side?: number; channels?: 1 | 3; deep?: boolean };

/** All samples are this share of full scale. */
function plain(share: number, { side = 70, channels = 3, deep = false }: Kind = {}): Raster {
  const length = side * side * channels;
  const data = deep ? new Uint16Array(length).fill(share * 65535) : new Uint8Array(length).fill(share * 255);
  return { width: side, height: side, channels, data };
}

async function scored(at: Place, low: Raster, truth: Raster, metrics: ('lpips' | 'psnr')[] = ['lpips']) {
  const paths = { photo: join(at.folder, 'low.png'), truth: join(at.folder, 'truth.png') };
  await writeRaster(low, paths.photo);
  await writeRaster(truth, paths.truth);
  const input = { photo: { path: paths.photo }, truth: { path: paths.truth }, treatment: nobody };
  return at.engine.comparisons.score({ ...input, crop: 'none', priority: 'batch', metrics }, options);
}

describe('LPIPS of one’s own', () => {
  it('is the mean of what the file gives for the picture and its truth, in this order', async () => {
    const at = await place();
    await writeLpips(at.models, 'excess');
    const [dark, light] = [plain(0.2), plain(0.6)];
    // 0.4 of full scale is 0.8 from −1 to 1.
    expect((await scored(at, light, dark)).scores.lpips).toBeCloseTo(0.8, 6);
    expect((await scored(at, dark, light)).scores.lpips).toBe(0);
  });

  it('counts 16 bits as 8, and grey as colour', async () => {
    const at = await place();
    await writeLpips(at.models, 'square');
    const truth = plain(0.2);
    for (const kind of [{ deep: true }, { channels: 1 as const }, { deep: true, channels: 1 as const }]) {
      expect((await scored(at, plain(0.6, kind), truth)).scores.lpips).toBeCloseTo(0.64, 6);
    }
    expect((await scored(at, plain(0.2, { deep: true }), truth)).scores.lpips).toBe(0);
  });

  it('stands beside the other scores, which stay what they are', async () => {
    const at = await place();
    const pair = [plain(0.6), plain(0.2)] as const;
    const without = await scored(at, ...pair, ['psnr', 'lpips']);
    expect(Object.keys(without.scores)).toEqual(['psnr']);
    await writeLpips(at.models, 'square');
    const { scores, ...rest } = await scored(at, ...pair, ['psnr', 'lpips']);
    expect({ ...rest, scores: { psnr: scores.psnr } }).toEqual(without);
    expect(scores.lpips).toBeCloseTo(0.64, 6);
  });

  it('is taken at 4 megapixels of larger pictures', async () => {
    const at = await place();
    await writeLpips(at.models, 'square');
    const [side, black] = [4000, plain(0, { side: 4000, channels: 1 })];
    const lines = new Uint8Array(side * side).map((_, i) => (i % 2 === 0 ? 0 : 255));
    // Reduced by half, black and white columns are grey: 1 from black. At full size it would be (0 + 4) / 2.
    const { scores } = await scored(at, { ...black, data: lines }, black);
    expect(scores.lpips).toBeCloseTo(1, 6);
  });

  it('leaves out pictures with a side below 64', async () => {
    const at = await place();
    await writeLpips(at.models, 'square');
    const small = await scored(at, plain(0.6, { side: 63 }), plain(0.2, { side: 63 }), ['psnr', 'lpips']);
    expect(Object.keys(small.scores)).toEqual(['psnr']);
  });

  it('is no model', async () => {
    const at = await place();
    await writeLpips(at.models, 'square');
    expect(await at.engine.models()).toEqual([]);
    expect(await at.engine.comparisons.lpips(options)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('follows the file: another one counts at once, and none gives no score', async () => {
    const at = await place();
    const first = await writeLpips(at.models, 'square');
    const before = await at.engine.comparisons.lpips(options);
    const pair = [plain(0.6), plain(0.2)] as const;
    expect((await scored(at, ...pair)).scores.lpips).toBeCloseTo(0.64, 6);
    await writeLpips(at.models, 'excess');
    expect(await at.engine.comparisons.lpips(options)).not.toBe(before);
    expect((await scored(at, ...pair)).scores.lpips).toBeCloseTo(0.8, 6);
    await rm(first);
    expect((await scored(at, ...pair)).scores).toEqual({});
    expect(await at.engine.comparisons.lpips(options)).toBeNull();
  });
});

describe('an LPIPS file that does not fit', () => {
  it.each([
    ['fixed', 'its input a takes pictures of one size only'],
    ['single', 'it has 1 input, not 2'],
    ['last', 'its input a has the channels last'],
    ['grey', 'its input a has 1 channels, not 3'],
    ['bytes', 'its input a is not float32'],
    ['similarity', 'it gives equal pictures a distance of 1.00, not 0'],
  ] as const)('is refused: %s', async (graph, reason) => {
    const at = await place();
    await writeLpips(at.models, graph);
    const refusal = {
      code: 'lpips.unfit',
      message: `The LPIPS file cannot be used: ${reason}. It must have two inputs, float32 of N × 3 × height × width for any height and width, and one float32 output whose mean is the distance.`,
    };
    await expect(at.engine.comparisons.lpips(options)).rejects.toMatchObject(refusal);
    await expect(scored(at, plain(0.6), plain(0.2))).rejects.toMatchObject(refusal);
  });

  it('is refused when only a run shows that it takes one size', async () => {
    const at = await place();
    await writeLpips(at.models, 'hidden');
    await expect(at.engine.comparisons.lpips(options)).rejects.toMatchObject({ code: 'lpips.unfit' });
  });

  it('is refused when it is no ONNX file, or a folder', async () => {
    const at = await place();
    const file = await writeLpips(at.models, new TextEncoder().encode('no network'));
    await expect(at.engine.comparisons.lpips(options)).rejects.toMatchObject({ code: 'lpips.unfit' });
    await rm(file);
    await mkdir(file);
    await expect(at.engine.comparisons.lpips(options)).rejects.toMatchObject({ code: 'lpips.unfit' });
  });

  it('is refused when a distance is below 0', async () => {
    const at = await place();
    await writeLpips(at.models, 'negative');
    const refused = scored(at, plain(0.6), plain(0.2));
    await expect(refused).rejects.toThrow('it gives a distance below 0, -0.800');
  });
});

describe('a run of LPIPS', () => {
  /** The parts of an engine that it uses, with nobody inside. */
  async function parts() {
    const at = await place();
    await writeLpips(at.models, 'square');
    const own = { modelFolders: [at.models], memory: new Gate(1), network: new NetworkGate() };
    const lpips = new OwnLpips(own);
    return { ...own, lpips };
  }
  const pair = { distorted: plain(0.6), reference: plain(0.2) };

  it('waits for its turn and for memory, and gives both back when it is aborted', async () => {
    const { lpips, memory, network } = await parts();
    const held = new Gate(1);
    const stay = await held.enter(1, options);
    const within = vi.spyOn(network, 'within');
    const holding = network.within('screen', () => held.enter(1, options), options);
    const controller = new AbortController();
    const waiting = lpips.distance(pair, { signal: controller.signal, priority: 'batch' });
    await vi.waitFor(() => {
      expect(within).toHaveBeenCalledTimes(2);
    }, 30_000);
    let hasMemory = false;
    const other = memory.enter(1, options).finally(() => (hasMemory = true));
    await setImmediate();
    expect(hasMemory).toBe(false);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    (await other)[Symbol.dispose]();
    stay[Symbol.dispose]();
    await holding;
    expect(await lpips.distance(pair, { ...options, priority: 'batch' })).toBeCloseTo(0.64, 6);
    await lpips.release();
  });

  it('does not begin after an abort', async () => {
    const { lpips } = await parts();
    const signal = AbortSignal.abort();
    await expect(lpips.distance(pair, { signal, priority: 'batch' })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(lpips.check({ signal })).rejects.not.toBeInstanceOf(CandelaError);
  });
});
