import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { exposureGain, pairMetrics, runScoreTasks, scoreTasks, type Raster, type ScoreTask } from '@core';
import { compareJob } from '../../src/engine/worker/jobs';
import { runJob } from '../../src/engine/worker/runJob';
import { bundleHost, HostProcess, samples } from '../support/hostProcess';
import { writeModel } from '../support/models';
import { noisyRaster } from '../support/photos';
import { picture } from '../support/previews';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();
const street = join(samples, 'street.jpg');

function pairOf(distorted: Raster, reference: Raster) {
  const tasks = scoreTasks(pairMetrics, reference).map((task: ScoreTask) => ({
    ...task,
    ids: [...task.ids],
  }));
  return { tasks, distorted, reference };
}

describe('runJob', () => {
  it('gives what the same function gives here, for both depths', async () => {
    for (const kind of [{ bits: 8 }, { bits: 16 }] as const) {
      const [low, lit] = [noisyRaster(50, 40, kind), picture(50, 40, kind)];
      for (const distorted of [low, lit]) {
        const { tasks, ...pair } = pairOf(distorted, lit);
        const gain = exposureGain(distorted, lit);
        const found = await runJob(compareJob, { tasks, ...pair }, { signal });
        expect(found).toEqual({ scores: runScoreTasks(tasks, { ...pair, gain }), gain });
      }
    }
  });

  it('leaves this thread to others, and ends at once when nobody waits', async () => {
    const controller = new AbortController();
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    const told: number[] = [];
    const running = runJob(compareJob, pairOf(noisyRaster(3000, 2000), picture(3000, 2000)), {
      signal: controller.signal,
      onProgress: (done) => {
        told.push(done);
        if (done > 0.3) controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(20);
    expect(told.at(-1)).toBeLessThan(0.5);
  });

  it('says in words what a job refuses', async () => {
    const unequal = pairOf(picture(20, 20), picture(21, 20));
    await expect(runJob(compareJob, unequal, { signal })).rejects.toMatchObject({
      code: 'internal.unexpected',
      message: /different sizes/,
    });
  });
});

describe('24 megapixels', () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleHost();
  });

  it('are scored while other calls are answered, and no longer when nobody waits', async () => {
    const folder = tempFolder();
    const model = await writeModel(join(folder, 'models'), 'double');
    const host = await HostProcess.start(bundle, [join(folder, 'models')]);
    const [path, truth] = [join(folder, 'dark.jpg'), join(folder, 'truth.jpg')];
    for (const file of [path, truth]) await sharp(street).resize(6000, 4000, { fit: 'fill' }).toFile(file);
    const inference = { model, controls: {}, provider: 'cpu' } as const;
    const mix = { strength: 0, finish: { brightness: 0, highlights: 0, colour: 0 } };
    const measuring = host.ask('photos.measure', {
      photo: { path },
      truth: { path: truth },
      look: { inference, mix },
    });
    const scored = () => measuring.progress.filter(({ stage }) => stage === 'measure');
    await expect.poll(() => scored().length).toBeGreaterThan(0);
    for (let asked = 0; asked < 5; asked += 1)
      await host.ask('photo.inspect', { photo: { path: street } }).value;
    const { done } = scored().at(-1)!;
    expect(done).toBeLessThan(100);
    host.send({ kind: 'cancel', id: measuring.id });
    expect(await measuring.answer).toEqual({ ok: false, aborted: true });
  });
});
