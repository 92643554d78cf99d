import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { CallProgress, EngineCallOutput, PipelineMistake } from '@contract';
import { finishing, psnr } from '@core';
import { rangeOf } from '../../src/engine/preview/pictures';
import * as make from '../fixtures/photos';
import { maxDifference } from '../support/codec';
import { enhance, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';
import { noisyRaster, storedSamples, writeRaster } from '../support/photos';
import { valueOf } from '../support/scores';
import { inferenceFor, options, picture, scene } from '../support/previews';

const matched = { variant: 'matched' } as const;
const neutral = { brightness: 0, highlights: 0, colour: 0 };

describe('Previews.measure', () => {
  const mix = { strength: 0.5, finish: { brightness: 0.5, highlights: 0, colour: 0 } };

  it('scores photo and finished result against the truth', async () => {
    const raster = picture(120, 90);
    const { at, model, path } = await scene('double', raster);
    const truth = join(at.folder, 'truth.png');
    const lit = { ...raster, data: raster.data.map((value) => Math.min(255, Math.round(1.5 * value))) };
    await writeRaster(lit, truth);
    const input = {
      path,
      truth: { path: truth },
      inference: inferenceFor(model),
      mix: { ...mix, finish: neutral },
    };
    const scores = await at.engine.previews.measure(input, options);
    // Half of twice and once is one and a half, up to rounding.
    expect(valueOf(scores.enhanced, 'psnr') ?? Infinity).toBeGreaterThan(50);
    const asItIs = valueOf(scores.lowLight, 'psnr')!;
    expect(asItIs).toBeCloseTo(psnr({ raster }, lit), 10);
    expect(scores.lowLight.gain).toBeCloseTo(1.5, 1);
    expect(valueOf(scores.lowLight, 'psnr', matched)).toBeGreaterThan(asItIs + 10);
    const exact = { ...input, mix: { strength: 0, finish: neutral }, truth: { path } };
    const { enhanced } = await at.engine.previews.measure(exact, options);
    const same = [
      { id: 'psnr', value: null, unit: 'dB', better: 'higher' },
      { id: 'ssim', value: expect.closeTo(1, 10) as number, unit: null, better: 'higher' },
    ];
    expect(enhanced).toEqual({ plain: same, matched: same, gain: 1 });
  });

  it('tells how far it is, and stops where nobody waits', async () => {
    const { at, model, path } = await scene('double', picture(60, 300));
    const truth = join(at.folder, 'truth.png');
    await writeRaster(picture(60, 300), truth);
    const input = {
      path,
      truth: { path: truth },
      inference: inferenceFor(model),
      mix: { ...mix, finish: neutral },
    };
    const reports: CallProgress[] = [];
    const onProgress = (progress: CallProgress) => reports.push(progress);
    await at.engine.previews.measure(input, { ...options, onProgress });
    const measured = reports.filter(({ stage }) => stage === 'measure');
    const done = measured.map((report) => report.done);
    expect(done.length).toBeGreaterThan(20);
    expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
    expect(measured.at(-1)).toMatchObject({ done: 100, total: 100 });
    const controller = new AbortController();
    let count = 0;
    const stopped = at.engine.previews.measure(input, {
      signal: controller.signal,
      onProgress: ({ stage }) => {
        count += stage === 'measure' ? 1 : 0;
        if (count === 3) controller.abort();
      },
    });
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(count).toBe(3);
  });

  it('scores what an export holds', async () => {
    const raster = picture(300, 220);
    const { at, model, path } = await scene('blur', raster);
    const truth = join(at.folder, 'truth.png');
    await writeRaster(picture(300, 220), truth);
    const { output } = await enhance(at, path, settingsFor(model, mix));
    const { samples } = await storedSamples(output!);
    const { enhanced } = await at.engine.previews.measure(
      { path, truth: { path: truth }, inference: inferenceFor(model), mix },
      options,
    );
    expect(valueOf(enhanced, 'psnr')).toBeCloseTo(psnr({ raster: { ...raster, data: samples } }, raster), 1);
  });

  it('refuses a truth of another size and names both', async () => {
    const { at, model, path } = await scene('double', picture(40, 30));
    const truth = join(at.folder, 'truth.png');
    await writeRaster(picture(41, 30), truth);
    const input = { path, truth: { path: truth }, inference: inferenceFor(model), mix };
    await expect(at.engine.previews.measure(input, options)).rejects.toMatchObject({
      code: 'truth.otherSize',
      message: 'dark.png is 40 × 30 pixels, but the ground truth truth.png is 41 × 30.',
    });
    await writeRaster(picture(10, 30), path);
    await writeRaster(picture(10, 30), truth);
    await expect(at.engine.previews.measure(input, options)).rejects.toMatchObject({
      code: 'truth.tooSmall',
    });
  });
});

describe('Previews.picture', () => {
  it('is the finished result as a PNG', async () => {
    const raster = picture(130, 70);
    const { at, model, path } = await scene('double', raster);
    const mix = { strength: 0.7, finish: { brightness: -0.5, highlights: 0.5, colour: 0.3 } };
    const input = { path, inference: inferenceFor(model), mix };
    const { png } = await at.engine.previews.picture(input, options);
    const expected = raster.data.map((value) => Math.min(255, 2 * value));
    finishing(mix, { bits: 8, channels: 3 })(expected, raster.data);
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.format]).toEqual([130, 70, 'raw']);
    expect(maxDifference(data, expected)).toBe(0);
  });

  it('brings a wide gamut into sRGB, since a clipboard knows no profile', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const path = join(at.folder, 'p3.jpg');
    await writeFile(path, await make.p3Jpeg());
    const mix = { strength: 1, finish: neutral };
    const { png } = await at.engine.previews.picture({ path, inference: inferenceFor(model), mix }, options);
    expect((await sharp(png).metadata()).icc).toBeUndefined();
    const shown = await sharp(png).raw().toBuffer();
    const expected = await sharp(path).toColourspace('srgb').raw().toBuffer();
    expect(maxDifference(shown, expected)).toBeLessThanOrEqual(2);
  });
});

describe('Previews.explain', () => {
  it('shows the arrays of the lesson, with this photo’s numbers', async () => {
    const { at, model, path } = await scene('identity', picture(600, 400));
    const found = await at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
    const { arrays, tiles, overlap, provider, maps, thumbnail } = found;
    expect(arrays.map(({ step, shape, type }) => [step, shape.join('×'), type])).toEqual([
      ['loaded', '256×256×3', 'uint8'],
      ['divided', '256×256×3', 'float32'],
      ['predicted', '1×256×256×3', 'float32'],
      ['multiplied', '256×256×3', 'float32'],
      ['clipped', '256×256×3', 'float32'],
      ['stored', '256×256×3', 'uint8'],
    ]);
    const [loaded, divided, , multiplied, clipped, stored] = arrays;
    expect(divided!.first).toEqual(loaded!.first.map((value) => expect.closeTo(value / 255, 6) as number));
    expect(multiplied).toMatchObject({ outside: 0, min: expect.closeTo(loaded!.min, 3) as number });
    expect(clipped!.max).toBeCloseTo(loaded!.max, 3);
    expect(stored!.first).toEqual(loaded!.first);
    expect({ provider, maps, thumbnail }).toEqual({ provider: 'cpu', maps: [], thumbnail: undefined });
    const shown = loaded!.picture!;
    expect([shown.width, shown.height]).toEqual([256, 256]);
    expect(maxDifference(shown.data, stored!.picture!.data)).toBe(0);
    const area = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
    expect([area, overlap, tiles.length > 20]).toEqual([600 * 400, 4, true]);
  });

  it('says how much clipping takes', async () => {
    const bright = { ...noisyRaster(64, 64), data: new Uint8Array(64 * 64 * 3).fill(200) };
    const { at, model, path } = await scene('beyond', bright);
    const explanation = await at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
    const by = Object.fromEntries(explanation.arrays.map((array) => [array.step, array]));
    expect(by.multiplied).toMatchObject({ outside: 256 * 256 * 3, max: expect.closeTo(400, 2) as number });
    expect([by.clipped!.max, by.stored!.max]).toEqual([255, 255]);
  });

  it('shows the maps that the card names, stretched to their range, and leaves out what is not there', async () => {
    const { at, model, path } = await scene('beyond', picture(300, 200), {
      card: {
        maps: [
          { name: 'gain', meaning: 'How much brighter each pixel becomes.' },
          { name: 'nothing', meaning: 'Is not in the network.' },
        ],
      },
    });
    const explanation = await at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
    expect(explanation.maps.map(({ name }) => name)).toEqual(['gain']);
    const [gain] = explanation.maps;
    const shown = gain!.picture;
    expect([shown.width, shown.height]).toEqual([256, 256]);
    expect(rangeOf(shown.data)).toEqual({ min: 0, max: 255 });
    expect(gain!.min).toBeLessThan(gain!.max);
  });

  it('shows a network of bytes what it gets and gives, and the thumbnail', async () => {
    const { at, model, path } = await scene('thumbnail', picture(300, 200));
    const explanation = await at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
    expect(explanation.arrays.map(({ step }) => step)).toEqual(['loaded', 'predicted', 'stored']);
    expect(explanation.thumbnail).toMatchObject({ width: 32, height: 21 });
    expect(explanation.thumbnail!.data).toHaveLength(32 * 21 * 3);
  });

  it('takes the one size of a network that has one', async () => {
    const { at, model, path } = await scene('fixed', picture(300, 200));
    const explanation = await at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
    expect(explanation.arrays[0]!.shape).toEqual([64, 64, 3]);
  });

  it('fails in words when the photo is gone', async () => {
    const { at, model, path } = await scene('identity', picture(30, 20));
    await rm(path);
    const asking = at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
    await expect(asking).rejects.toMatchObject({ code: 'input.missing' });
  });
});

describe('Previews.explain with a step done wrong', () => {
  const shipped = async (mistake?: PipelineMistake) => {
    const at = await place({ modelFolders: [join(import.meta.dirname, '../../models')] });
    const path = join(at.folder, 'photo.png');
    await writeRaster(noisyRaster(300, 200), path);
    const inference = { model: 'mirnet', controls: {}, provider: 'cpu' as const };
    return at.engine.previews.explain({ path, inference, ...(mistake && { mistake }) }, options);
  };
  const step = ({ arrays }: EngineCallOutput<'photos.explain'>, name: string) =>
    arrays.find((array) => array.step === name);

  it('feeds 0 to 255 where the division is left out', async () => {
    const wrong = await shipped('noDivision');
    expect(step(wrong, 'divided')).toBeUndefined();
    expect(step(wrong, 'multiplied')!.outside).toBeGreaterThan(step(await shipped(), 'multiplied')!.outside!);
  });

  it('wraps around where nothing is clipped', async () => {
    const [wrong, right] = [await shipped('noClip'), await shipped()];
    expect(step(wrong, 'clipped')).toBeUndefined();
    expect(step(right, 'multiplied')!.outside).toBeGreaterThan(0);
    expect(
      maxDifference(step(wrong, 'stored')!.picture!.data, step(right, 'stored')!.picture!.data),
    ).toBeGreaterThan(128);
  });

  it('turns blue what is red', async () => {
    const [wrong, right] = [await shipped('swappedColours'), await shipped()];
    const [red, green, blue] = step(right, 'loaded')!.first;
    expect(step(wrong, 'loaded')!.first.slice(0, 3)).toEqual([blue, green, red]);
  });

  it('is refused without the batch axis, in the runtime’s words', async () => {
    const wrong = await shipped('noBatch');
    expect(wrong.refused).toMatch(/rank/i);
    expect(wrong.arrays.map((array) => array.step)).toEqual(['loaded', 'divided']);
  });
});

describe('Previews.seam', () => {
  const seam = async (overlap: number, isAlone = false) => {
    const at = await place({ modelFolders: [join(import.meta.dirname, '../../models')] });
    const path = join(at.folder, 'photo.png');
    const raster = noisyRaster(420, 300);
    await writeRaster({ ...raster, data: raster.data.map((value) => value >> 3) }, path);
    const inference = { model: 'candela', controls: {}, provider: 'cpu' as const };
    return at.engine.previews.seam({ path, inference, overlap, isAlone }, options);
  };

  it('is gone with the overlap that the card asks for, and there without it', async () => {
    const none = await seam(0);
    const enough = await seam(none.cardOverlap);
    expect(enough.greatest).toBeLessThanOrEqual(1);
    expect(none.greatest).toBeGreaterThan(4);
    expect(none.tiles.length).toBeGreaterThan(1);
  });

  it('stays with any overlap if each tile sees only itself', async () => {
    const alone = await seam(64, true);
    expect(alone.mean).toBeGreaterThan((await seam(64)).mean);
  });
});
