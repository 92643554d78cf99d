/** @file Training through the engine: runs, going back, going on after a restart, and the model that remains. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { TrainSettings, type CandelaError } from '@contract';
import { createEngine, type Engine } from '@engine';
import { enhance, jobFor, place, settingsFor, type Place } from '../support/engine';

const truths = ['animal', 'street'].map((name) => ({
  path: fileURLToPath(new URL(`../../assets/samples/truth/${name}.jpg`, import.meta.url)),
}));
const { signal } = new AbortController();
const options = { signal };

const small = (more: object = {}) =>
  TrainSettings.parse({ network: 'small', batch: 2, side: 32, rate: 0.003, ...more });
const create = ({ training }: Engine, settings: TrainSettings, more: object = {}) =>
  training.create({ photos: truths, source: 'samples', settings, provider: 'cpu', ...more }, options);
const steps = ({ training }: Engine, run: string, count: number, rate = 0.003) =>
  training.run({ run, steps: count, forMs: 2_000_000, rate, look: true }, options);

const sum = (bars: readonly number[]): number => bars.reduce((total, bar) => total + bar, 0);

describe('training', () => {
  it('makes the held-out crop better, and shows what is inside', async () => {
    const { engine } = await place();
    const begun = await create(engine, small());
    expect(begun.dark).toMatchObject({ width: 144, height: 96 });
    expect(begun.state).toEqual({ step: 0, snapshots: [0], stopped: null });
    const { state, losses, look } = await steps(engine, begun.run, 120);
    expect(state.step).toBe(120);
    expect(losses).toHaveLength(120);
    expect(look!.psnr! - begun.darkPsnr!).toBeGreaterThan(6);
    expect(look!.layers.map(({ name, inputs, units }) => [name, inputs, units])).toEqual([
      ['conv1', 3, 16],
      ['conv2', 16, 16],
      ['conv3', 16, 3],
    ]);
    expect(look!.layers.map(({ weights }) => sum(weights.bars))).toEqual([432, 2304, 432]);
    expect(look!.layers.map(({ gradients }) => sum(gradients.bars))).toEqual([432, 2304, 432]);
    expect(look!.layers.map(({ activations }) => sum(activations.bars))).toEqual(
      [16, 16, 3].map((units) => units * 144 * 96),
    );
    for (const { gradients } of look!.layers) expect(gradients.spread).toBeGreaterThan(0);
  });

  it('gives the same run for the same settings, and again after going back', async () => {
    const { engine } = await place();
    const [one, other] = [await create(engine, small()), await create(engine, small())];
    const first = await steps(engine, one.run, 40);
    expect((await steps(engine, other.run, 40)).losses).toEqual(first.losses);
    const back = await engine.training.rewind({ run: one.run, step: 30 }, options);
    expect(back.state.step).toBe(25);
    expect(back.state.snapshots).toEqual([0, 25]);
    expect((await steps(engine, one.run, 15)).losses).toEqual(first.losses.slice(25));
    const third = await create(engine, small({ seed: 2 }));
    expect((await steps(engine, third.run, 1)).losses).not.toEqual(first.losses.slice(0, 1));
  });

  it('goes on in another engine from the last snapshot', async () => {
    const at = await place();
    const { run } = await create(at.engine, small());
    const { losses } = await steps(at.engine, run, 60);
    const file = join(at.folder, 'cache', 'training', `${run}.run`);
    await at.engine.dispose();
    expect((await readFile(file, 'latin1')).split('\n')[0]).toContain('"step":50,');
    const next = createEngine({
      cacheFolder: join(at.folder, 'cache'),
      modelFolders: [at.models],
      version: '0',
    });
    const again = await create(next, small(), { from: run });
    expect(again).toMatchObject({ run, state: { step: 50, snapshots: [50] } });
    expect((await steps(next, run, 10)).losses).toEqual(losses.slice(50));
    await next.training.free(run);
    await expect(stat(file)).rejects.toThrow();
    await next.dispose();
  });

  it('stops by itself when the loss explodes, says since when, and goes back to what was sound', async () => {
    const { engine } = await place();
    const { run } = await create(engine, small({ optimiser: 'sgd' }));
    await steps(engine, run, 30);
    const { state, losses } = await steps(engine, run, 200, 100);
    expect(state.stopped!.step).toBeGreaterThanOrEqual(30);
    expect(state.stopped!.step).toBeLessThan(60);
    expect(state.step).toBe(state.stopped!.step);
    expect(losses.length).toBe(state.stopped!.step - 30 + 1);
    expect((await steps(engine, run, 5)).losses).toEqual([]);
    const back = await engine.training.rewind({ run, step: 25 }, options);
    expect(back.state).toMatchObject({ step: 25, stopped: null });
    expect((await steps(engine, run, 5)).losses.every((loss) => loss !== null && loss < 1)).toBe(true);
  });

  it('counts units that are silent everywhere', async () => {
    const { engine } = await place();
    const { run, look } = await create(engine, small({ start: 'zeros' }));
    expect(look.layers.map(({ dead }) => dead)).toEqual([16, 16, 0]);
    expect((await steps(engine, run, 20)).look!.layers.map(({ dead }) => dead)).toEqual([16, 16, 0]);
  });

  it('is stopped between two steps', async () => {
    const { engine } = await place();
    const { run } = await create(engine, small());
    const stop = new AbortController();
    const running = engine.training.run(
      { run, steps: 10_000, forMs: 2_000_000, rate: 0.001, look: false },
      { signal: stop.signal },
    );
    setTimeout(() => {
      stop.abort();
    }, 50);
    await expect(running).rejects.toThrow(/abort/i);
    expect((await steps(engine, run, 1)).losses).toHaveLength(1);
  });

  it('keeps three runs, and frees the one that was idle longest', async () => {
    const { engine } = await place();
    const runs: string[] = [];
    for (let seed = 1; seed <= 4; seed += 1) runs.push((await create(engine, small({ seed }))).run);
    await expect(steps(engine, runs[1]!, 1)).resolves.toBeDefined();
    expect(() =>
      engine.training.run({ run: runs[0]!, steps: 1, forMs: 1, rate: 1, look: false }, options),
    ).toThrow('This training run is no longer there.');
  });

  it('refuses photos without room for a crop beside the one that is held out', async () => {
    const { engine, folder } = await place();
    const tiny = join(folder, 'tiny.png');
    for (const side of [1, 40]) {
      await sharp({ create: { width: side, height: side, channels: 3, background: 'white' } })
        .png()
        .toFile(tiny);
      const made = create(engine, small(), { photos: [{ path: tiny }] });
      await expect(made).rejects.toMatchObject({ code: 'train.noRoom' } satisfies Partial<CandelaError>);
    }
  });

  it('takes grey, 16-bit and long photos', async () => {
    const { engine, folder } = await place();
    const [grey, deep] = [join(folder, 'grey.png'), join(folder, 'deep.png')];
    await sharp(truths[0]!.path).greyscale().resize(300, 80, { fit: 'fill' }).png().toFile(grey);
    await sharp(truths[1]!.path).toColourspace('rgb16').resize(200, 200, { fit: 'fill' }).png().toFile(deep);
    const { run } = await create(engine, small(), { photos: [{ path: grey }, { path: deep }] });
    expect((await steps(engine, run, 3)).losses.every((loss) => loss !== null)).toBe(true);
  });
});

/** What the trained network gives for a picture, as the trainer shows it, and as the engine does with the exported model. */
async function bothResults(at: Place, network: 'small' | 'notes') {
  const { engine } = at;
  const { run, dark } = await create(engine, small({ network }));
  const { look } = await steps(engine, run, 20);
  const { model } = await engine.training.export({ run, name: 'My First Network!' }, options);
  const input = join(at.folder, 'dark.png');
  await sharp(dark.data, { raw: { width: dark.width, height: dark.height, channels: 3 } })
    .png()
    .toFile(input);
  await enhance(at, input, settingsFor(model));
  const result = await sharp(jobFor(at, input).output).raw().toBuffer();
  return { model, look: look!, result };
}

describe('a model that was trained here', () => {
  it.each(['small', 'notes'] as const)('enhances as the trainer showed it: %s', async (network) => {
    const at = await place();
    const { model, look, result } = await bothResults(at, network);
    expect(model).toBe('my-first-network');
    let most = 0;
    for (const [index, value] of look.picture.data.entries())
      most = Math.max(most, Math.abs(value - result[index]!));
    // The same number may be rounded either way.
    expect(most).toBeLessThanOrEqual(1);
    const different = look.picture.data.filter((value, index) => value !== result[index]).length;
    expect(different / result.length).toBeLessThan(0.001);
  });

  it('says on its card that it was trained here, and on what', async () => {
    const at = await place();
    const { run } = await create(at.engine, small());
    await steps(at.engine, run, 5, 0.002);
    await at.engine.training.export({ run, name: 'Nacht' }, options);
    const { model } = await at.engine.training.export({ run, name: 'Nacht' }, options);
    expect(model).toBe('nacht-2');
    const entries = await at.engine.models();
    const entry = entries.find(({ id }) => id === 'nacht')!;
    if (!('card' in entry)) throw entry.error;
    expect(entry.card.summary).toMatch(/^Trained here: three convolutions, 5 steps of Adam at 0.002/);
    expect(entry.card.trainedOn.map(({ name }) => name)).toEqual([
      'Candela’s sample animal.jpg',
      'Candela’s sample street.jpg',
    ]);
    expect(entry.card.tile.overlap).toBe(3);
    expect(entry.card.measured).toHaveLength(1);
    expect(JSON.stringify(entry.card)).not.toContain(at.folder);
  });
});
