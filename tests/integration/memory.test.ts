import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { networkAlone, Settings, type Job, type Progress } from '@contract';
import type { Raster } from '@core';
import { createEngine } from '@engine';
import { enhanceRaster, networkTileSide } from '../../src/engine/enhance/enhanceRaster';
import { createSession, type Session } from '../../src/engine/model/runtime';
import type { OpenSession } from '../../src/engine/model/TileRunner';
import { modelBytes, testCard, writeModel, type TestModelName } from '../support/models';
import { placeRamps } from '../support/factGraphs';
import { noisyRaster, storedSamples, writeRaster } from '../support/photos';
import { bundle, runBundled } from '../support/runBundled';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();

/** A session that says, as ONNX Runtime does, that memory ran out on inputs of more pixels than it is allowed. */
async function scarce(
  name: TestModelName,
  mostPixels: number,
  from = 0,
): Promise<OpenSession & { refused: number[] }> {
  const real = await createSession(modelBytes(name), 'cpu');
  const refused: number[] = [];
  let runs = 0;
  const run: Session['run'] = (feeds: Parameters<Session['run']>[0], ...rest: unknown[]) => {
    runs += 1;
    const pixels = Math.max(
      ...Object.values(feeds).map((tensor) => tensor.dims.reduce((a, b) => a * b, 1) / 3),
    );
    if (runs > from && pixels > mostPixels) {
      refused.push(pixels);
      return Promise.reject(
        new Error('bfc_arena.cc:376 AllocateRawInternal Failed to allocate memory for requested buffer'),
      );
    }
    return Reflect.apply(real.run.bind(real), real, [feeds, ...rest]) as ReturnType<Session['run']>;
  };
  const session = new Proxy(real, {
    get: (target, key) => (key === 'run' ? run : Reflect.get(target, key, target)) as unknown,
  });
  return { session, card: { ...testCard(name), tile: { size: 256, overlap: 8 } }, provider: 'cpu', refused };
}

async function run(raster: Raster, open: OpenSession): Promise<string[]> {
  const request = { open, mix: networkAlone, controls: {}, memoryBytes: 1e9, file: 'night.jpg' };
  return (await enhanceRaster(raster, request, { signal, onTile: () => undefined })).map(({ code }) => code);
}

describe('when memory runs out in a session', () => {
  it.each([
    ['at the first tile', 0],
    ['in the middle of the photo', 3],
  ])('takes smaller tiles, once, says so and gives the same picture: %s', async (_, from) => {
    const raster = noisyRaster(600, 500);
    const expected = raster.data.map((value) => Math.min(255, 2 * value));
    const open = await scarce('double', 150 * 150, from);
    expect(await run(raster, open)).toEqual(['session.smallerTile']);
    expect(open.refused).toHaveLength(1);
    expect(Buffer.from(raster.data).equals(Buffer.from(expected))).toBe(true);
  });

  it('gives the picture of whole tiles within 1 of 255 for a model that looks around', async () => {
    const whole = noisyRaster(600, 500);
    const pieces = noisyRaster(600, 500);
    await run(whole, await scarce('blur', Infinity));
    await run(pieces, await scarce('blur', 150 * 150));
    const furthest = Array.from(whole.data).reduce(
      (most, v, i) => Math.max(most, Math.abs(v - pieces.data[i]!)),
      0,
    );
    expect(furthest).toBeLessThanOrEqual(1);
  });

  it('tells the pieces of a tile where they lie in the photo', async () => {
    const raster = noisyRaster(600, 500);
    expect(await run(raster, await scarce('placed', 150 * 150))).toEqual(['session.smallerTile']);
    const expected = placeRamps(raster).data;
    expect(raster.data.every((value, at) => Math.abs(value - expected[at]!) <= 1)).toBe(true);
  });

  it('gives up when the smaller tiles are too large as well', async () => {
    const working = run(noisyRaster(600, 500), await scarce('double', 50 * 50));
    await expect(working).rejects.toMatchObject({ code: 'session.outOfMemory' });
    await expect(working).rejects.toThrow('night.jpg');
  });

  it('gives up at once when the network takes one size only', async () => {
    const open = await scarce('fixed', 10);
    await expect(run(noisyRaster(100, 100), open)).rejects.toMatchObject({ code: 'session.outOfMemory' });
    expect(open.refused).toHaveLength(1);
  });

  it('does not take another failure for it', async () => {
    const open = await scarce('double', Infinity);
    const failing = {
      ...open,
      session: {
        ...open.session,
        inputNames: ['image'],
        run: () => Promise.reject(new Error('device lost')),
      },
    };
    const working = run(noisyRaster(20, 20), failing);
    await expect(working).rejects.toMatchObject({ code: 'session.failed' });
    await expect(working).rejects.toThrow(
      'The model double stopped with an error on night.jpg: device lost.',
    );
  });
});

describe('networkTileSide', () => {
  const card = { tile: { size: 1024, overlap: 32 }, bytesPerPixel: 900 };

  it.each([
    [1e10, 1024],
    [5e8, 512],
    [1e6, 128],
  ])('halves the tile until a session fits into %i bytes', (memory, side) => {
    expect(networkTileSide(card, memory)).toBe(side);
  });
});

describe('several photos at once', () => {
  it.each([[undefined], [1]])('all come out right within a budget of %s bytes', async (memoryBytes) => {
    const folder = tempFolder();
    const models = join(folder, 'models');
    await mkdir(join(folder, 'out'));
    const model = await writeModel(models, 'double');
    const engine = createEngine({
      cacheFolder: join(folder, 'cache'),
      modelFolders: [models],
      version: '0',
      ...(memoryBytes !== undefined && { memoryBytes }),
    });
    onTestFinished(() => engine.dispose());
    const inputs = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const path = join(folder, `night ${String(i)}.png`);
        await writeRaster(noisyRaster(150 + 40 * i, 120 + i), path);
        return path;
      }),
    );
    const settings = Settings.parse({ model, provider: 'cpu' });
    const jobs = inputs.map((input): Job => ({
      input,
      output: join(folder, 'out', basename(input)),
      format: 'png',
    }));
    const inFlight = new Set<Job>();
    let most = 0;
    const work = (job: Job) => {
      const onProgress = ({ stage, done }: Progress) => {
        if (stage === 'encode' && done === 1) inFlight.delete(job);
        else inFlight.add(job);
        most = Math.max(most, inFlight.size);
      };
      return engine.enhance(job, settings, { signal, onProgress });
    };
    const results = await Promise.all(jobs.map(work));
    if (memoryBytes === 1) expect(most).toBe(1);
    else expect(most).toBeGreaterThan(1);
    for (const [i, result] of results.entries()) {
      const before = await storedSamples(inputs[i]!);
      const after = await storedSamples(result.output!);
      const expected = before.samples.map((value) => Math.min(255, 2 * value));
      expect(Buffer.from(after.samples).equals(Buffer.from(expected))).toBe(true);
    }
  });
});

describe('a photo of 24 megapixels', () => {
  let child: string;

  beforeAll(async () => {
    child = await bundle('rasterChild');
  });

  it('takes its own 72 MB and a band, not twice as much, run after run', async () => {
    const { growthMb } = (await runBundled(child, ['6000', '4000'])) as { growthMb: number };
    expect(growthMb).toBeLessThan(130);
  });

  it('does not grow the session by photos of many sizes', async () => {
    const { growthMb } = (await runBundled(child, ['many'])) as { growthMb: number };
    expect(growthMb).toBeLessThan(150);
  });
});
