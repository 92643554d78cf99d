import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { Settings, type InferenceSettings } from '@contract';
import { maxDifference } from '../support/codec';
import { bundleHost, HostProcess, samples } from '../support/hostProcess';
import { writeModel } from '../support/models';
import { noisyRaster, storedSamples, writeRaster } from '../support/photos';
import { valueOf } from '../support/scores';
import { tempFolder } from '../support/tempFolder';

const shipped = fileURLToPath(new URL('../../models', import.meta.url));
const street = join(samples, 'street.jpg');
const mix = { strength: 1, finish: { brightness: 0.5, highlights: -0.5, colour: 0.2 } };

let bundle: string;
beforeAll(async () => {
  bundle = await bundleHost();
});

const inferenceWith = (model: string): InferenceSettings => ({ model, controls: {}, provider: 'cpu' });

/** A host with one test model. */
async function hostWith(name: Parameters<typeof writeModel>[1]) {
  const folder = tempFolder();
  const model = await writeModel(join(folder, 'models'), name);
  const host = await HostProcess.start(bundle, [join(folder, 'models')]);
  return { folder, host, inference: inferenceWith(model) };
}

describe('the engine’s process', () => {
  it('answers every call about a sample photo', async () => {
    const { folder, host, inference } = await hostWith('double');
    const { width, height } = (await host.ask('photo.inspect', { photo: { path: street } }).value) as {
      width: number;
      height: number;
    };
    const preview = await host.ask('photos.preview', { photo: { path: street }, size: 400 }).value;
    expect(Math.max(preview.picture.width, preview.picture.height)).toBe(400);
    expect(preview.picture.data.length).toBe(preview.picture.width * preview.picture.height * 3);
    const draft = await host.ask('photos.draft', { photo: { path: street }, size: 400, inference }).value;
    expect(draft.picture.data).toEqual(preview.picture.data.map((value) => Math.min(255, value * 2)));
    const tile = await host.ask('photos.tile', {
      photo: { path: street },
      column: 1,
      row: 0,
      inference: null,
    }).value;
    expect([tile.width, tile.height]).toEqual([Math.min(512, width - 512), Math.min(512, height)]);
    expect(host.runs.slice(0, 2)).toEqual(['begun', 'ended']);
    const truth = join(samples, 'truth', 'street.jpg');
    const scores = await host.ask('photos.measure', {
      photo: { path: street },
      truth: { path: truth },
      look: { inference, mix },
    }).value;
    expect(valueOf(scores.enhanced, 'psnr')).toBeGreaterThan(valueOf(scores.lowLight, 'psnr') ?? Infinity);
    const explained = await host.ask('photos.explain', { photo: { path: street }, inference }).value;
    expect(explained.arrays.map(({ step }) => step)).toEqual(['loaded', 'predicted', 'stored']);
    expect(explained.arrays.filter(({ picture }) => picture?.data.length === 256 ** 2 * 3)).toHaveLength(2);
    const { png } = await host.ask('photo.picture', { photo: { path: street }, look: { inference, mix } })
      .value;
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width, height });
    const job = { input: street, output: join(folder, 'a.jpg'), format: 'jpeg' } as const;
    const enhance = host.ask('photo.enhance', {
      job,
      settings: { model: inference.model, provider: 'cpu' },
      priority: 'save',
    });
    expect(await enhance.value).toMatchObject({ status: 'done', output: job.output, provider: 'cpu' });
    expect(enhance.progress.map(({ stage }) => stage)).toContain('inference');
    const models = await host.ask('models.list', {}).value;
    expect(models.map(({ id }) => id)).toEqual(['double']);
    expect(await host.ask('photo.forget', { path: street }).value).toEqual({});
  });

  it('shows the picture that it exports: finishing and all', async () => {
    const { folder, host, inference } = await hostWith('blur');
    const path = join(folder, 'dark.png');
    await writeRaster(noisyRaster(300, 200), path);
    const job = { input: path, output: join(folder, 'result.png'), format: 'png' } as const;
    const settings = Settings.parse({ ...mix, model: inference.model, provider: 'cpu' });
    await host.ask('photo.enhance', { job, settings, priority: 'save' }).value;
    const { png } = await host.ask('photo.picture', { photo: { path }, look: { inference, mix } }).value;
    const shown = await sharp(png).raw().toBuffer();
    expect(maxDifference(shown, (await storedSamples(job.output)).samples)).toBeLessThanOrEqual(1);
  });

  it('runs the network that ships, and says what it can compute with', async () => {
    const host = await HostProcess.start(bundle, [shipped]);
    const inference = inferenceWith('cnn');
    const draft = await host.ask('photos.draft', { photo: { path: street }, size: 256, inference }).value;
    const mean = draft.picture.data.reduce((sum, value) => sum + value, 0) / draft.picture.data.length;
    const { picture } = await host.ask('photos.preview', { photo: { path: street }, size: 256 }).value;
    expect(mean).toBeGreaterThan((1.5 * picture.data.reduce((sum, v) => sum + v, 0)) / picture.data.length);
    const devices = await host.ask('devices.list', {}).value;
    expect(devices.find(({ provider }) => provider === 'cpu')).toMatchObject({ state: 'works' });
  });

  it('answers failures in words', async () => {
    const { host, inference } = await hostWith('identity');
    const path = join(samples, 'gone.jpg');
    expect(await host.ask('photos.preview', { photo: { path }, size: 100 }).answer).toMatchObject({
      ok: false,
      error: { code: 'input.missing', message: 'gone.jpg does not exist.' },
    });
    const other = { ...inference, model: 'nobody' };
    expect(
      await host.ask('photos.draft', { photo: { path: street }, size: 100, inference: other }).answer,
    ).toMatchObject({
      error: { code: 'model.unknown' },
    });
    // @ts-expect-error: what the main process would never send
    expect(await host.ask('photos.preview', { photo: 5 }).answer).toMatchObject({
      error: { code: 'usage.refusedMessage' },
    });
  });

  it('stops an export that is cancelled and leaves nothing behind', async () => {
    const { folder, host, inference } = await hostWith('blur');
    const input = join(folder, 'large.png');
    await writeRaster(noisyRaster(2400, 1800), input);
    const out = tempFolder();
    const job = { input, output: join(out, 'a.png'), format: 'png' } as const;
    const asked = host.ask('photo.enhance', {
      job,
      settings: { model: inference.model, provider: 'cpu' },
      priority: 'save',
    });
    while (!asked.progress.some(({ stage }) => stage === 'inference')) await pause();
    host.send({ kind: 'cancel', id: asked.id });
    expect(await asked.answer).toEqual({ ok: false, aborted: true });
    expect(await readdir(out)).toEqual([]);
    // It goes on with the next.
    expect((await host.ask('photo.inspect', { photo: { path: street } }).answer).ok).toBe(true);
  });

  it('ends when it is told to, and when the main process is gone', async () => {
    const { host } = await hostWith('identity');
    host.send({ kind: 'stop' });
    expect(await host.exit).toEqual({ code: 0, signal: null });
    const { host: left } = await hostWith('identity');
    left.child.disconnect();
    expect(await left.exit).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('is seen to be gone when it is killed in mid-work', async () => {
    const { folder, host, inference } = await hostWith('blur');
    const input = join(folder, 'large.png');
    await writeRaster(noisyRaster(2400, 1800), input);
    const job = { input, output: join(folder, 'a.png'), format: 'png' } as const;
    const asked = host.ask('photo.enhance', {
      job,
      settings: { model: inference.model, provider: 'cpu' },
      priority: 'save',
    });
    while (asked.progress.length === 0) await pause();
    process.kill(host.child.pid!, 'SIGKILL');
    expect(await host.exit).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await readdir(folder)).not.toContain('a.png');
  });

  it('does not start without options, or with wrong ones, and says why', async () => {
    for (const argv of [[], ['{"modelFolders":[]}']]) {
      const host = new HostProcess(bundle, { argv, env: { CANDELA_HOST: undefined } });
      expect((await host.exit).code).toBe(1);
      expect(host.stderr.length).toBeGreaterThan(10);
    }
  });

  it('takes its options from the environment as well', async () => {
    const options = { modelFolders: [shipped], cacheFolder: tempFolder(), version: '0.0.0' };
    const host = new HostProcess(bundle, { argv: [], env: { CANDELA_HOST: JSON.stringify(options) } });
    await host.ready();
    expect((await host.ask('models.list', {}).value).map(({ id }) => id)).toContain('cnn');
  });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
