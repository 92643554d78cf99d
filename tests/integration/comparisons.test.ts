import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { MetricId, type PairCrop, type Treatment } from '@contract';
import { errorMap, exposureGain, mapLegends, runScoreTasks, scoreTasks, type Raster } from '@core';
import { place, type Place } from '../support/engine';
import { writeModel } from '../support/models';
import { noisyRaster, writeRaster } from '../support/photos';
import { inferenceFor, options, picture } from '../support/previews';

const nobody: Treatment = { by: 'nobody' };

/** A dark photo and its truth, written without loss. */
async function pairAt(
  at: Place,
  low: Raster,
  truth: Raster,
): Promise<{ photo: { path: string }; truth: { path: string } }> {
  const [photo, other] = [join(at.folder, 'low.png'), join(at.folder, 'truth.png')];
  await writeRaster(low, photo);
  await writeRaster(truth, other);
  return { photo: { path: photo }, truth: { path: other } };
}

const ask = (treatment: Treatment, crop: PairCrop = 'none') => ({
  treatment,
  crop,
  priority: 'batch' as const,
});

function scoresOf(distorted: Raster, reference: Raster) {
  const tasks = scoreTasks(MetricId.options, reference);
  return runScoreTasks(tasks, { distorted, reference }) as Record<MetricId, number>;
}

describe('comparisons', () => {
  it('score a file as the metrics do', async () => {
    const at = await place();
    const [low, truth] = [noisyRaster(200, 180), picture(200, 180)];
    const result = await at.engine.comparisons.score(
      { ...(await pairAt(at, low, truth)), ...ask(nobody) },
      options,
    );
    expect(result).toEqual({
      scores: scoresOf(low, truth),
      gain: exposureGain(low, truth),
      remarks: [],
      width: 200,
      height: 180,
      ms: null,
      provider: null,
    });
  });

  it('score large pictures in two threads alike, and tell how far they are', async () => {
    const at = await place();
    const [low, truth] = [noisyRaster(1700, 1300), picture(1700, 1300)];
    const told: number[] = [];
    const onProgress = ({ stage, done }: { stage: string; done: number }) => {
      if (stage === 'measure') told.push(done);
    };
    const input = { ...(await pairAt(at, low, truth)), ...ask(nobody) };
    const result = await at.engine.comparisons.score(input, { ...options, onProgress });
    expect(result.scores).toEqual(scoresOf(low, truth));
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('score what a model makes of a photo, and say what ran', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'double');
    const [low, truth] = [picture(180, 170), picture(180, 170)];
    const doubled = { ...low, data: low.data.map((value) => Math.min(255, value * 2)) };
    const treatment: Treatment = { by: 'model', inference: inferenceFor(model) };
    const pair = await pairAt(at, low, truth);
    const result = await at.engine.comparisons.score({ ...pair, ...ask(treatment) }, options);
    expect(result.scores).toEqual(scoresOf(doubled, truth));
    expect(result.provider).toBe('cpu');
    expect(result.ms).toBeGreaterThan(0);
  });

  it('keep the pictures of a shown pair, and none of a run', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'double');
    const treatment: Treatment = { by: 'model', inference: inferenceFor(model) };
    const pair = await pairAt(at, picture(180, 170), picture(180, 170));
    const msOf = async (priority: 'batch' | 'screen') =>
      (await at.engine.comparisons.score({ ...pair, ...ask(treatment), priority }, options)).ms;
    // Each run of the network takes a time of its own.
    const times = [await msOf('batch'), await msOf('batch'), await msOf('screen')];
    expect(new Set(times).size).toBe(3);
    expect([await msOf('screen'), await msOf('batch')]).toEqual([times[2], times[2]]);
  });

  it('score baselines beside it, each other than the photo', async () => {
    const at = await place();
    const pair = await pairAt(at, picture(100, 90), picture(100, 90));
    for (const baseline of ['gamma', 'equalised', 'clahe'] as const) {
      const result = await at.engine.comparisons.score(
        { ...pair, ...ask({ by: 'baseline', baseline }) },
        options,
      );
      expect(result.scores.psnr).toBeLessThan(60);
      expect(result.ms).toBeGreaterThan(0);
    }
    const nothing = ask({ by: 'baseline', baseline: 'nothing' });
    expect((await at.engine.comparisons.score({ ...pair, ...nothing }, options)).scores.psnr).toBeNull();
  });

  it('refuse pictures of different sizes, or cut them where that is asked for', async () => {
    const at = await place();
    const [low, truth] = [picture(64, 48), picture(60, 40)];
    const pair = await pairAt(at, low, truth);
    await expect(at.engine.comparisons.score({ ...pair, ...ask(nobody) }, options)).rejects.toMatchObject({
      code: 'truth.otherSize',
      message: 'low.png is 64 × 48 pixels, but the ground truth truth.png is 60 × 40.',
    });
    for (const [crop, left, top] of [['corner', 0, 0] as const, ['centre', 2, 4] as const]) {
      const result = await at.engine.comparisons.score({ ...pair, ...ask(nobody, crop) }, options);
      const cut = await sharp(low.data, { raw: { width: 64, height: 48, channels: 3 } })
        .extract({ left, top, width: 60, height: 40 })
        .raw()
        .toBuffer();
      const expected = scoresOf({ width: 60, height: 40, channels: 3, data: new Uint8Array(cut) }, truth);
      expect(result).toMatchObject({ remarks: ['cropped'], width: 60, height: 40, scores: expected });
      // What the window shows is cut alike.
      const judged = { ...pair, treatment: nobody, crop, size: 2048 };
      const shown = await at.engine.comparisons.judged({ ...judged, show: 'picture' }, options);
      expect(shown.picture).toEqual({ width: 60, height: 40, data: new Uint8Array(cut) });
      const reference = await at.engine.comparisons.judged({ ...judged, show: 'truth' }, options);
      expect(reference.picture.data).toEqual(truth.data);
    }
  });

  it('leave out metrics that a picture is too small for', async () => {
    const at = await place();
    const pair = await pairAt(at, picture(9, 9), picture(9, 9));
    const { scores } = await at.engine.comparisons.score({ ...pair, ...ask(nobody) }, options);
    expect(Object.keys(scores).sort()).toEqual(['deltaE', 'deltaE95', 'flip', 'psnr', 'psnrGtMean']);
  });

  it('compare grey with colour, 16 bits with 8, and leave out alpha, each with a remark', async () => {
    const at = await place();
    const truth = picture(64, 48);
    const grey: Raster = {
      width: 64,
      height: 48,
      channels: 1,
      data: truth.data.filter((_, i) => i % 3 === 0),
    };
    const deep = { ...truth, data: Uint16Array.from(truth.data, (value) => value * 257) };
    const ofGrey = await at.engine.comparisons.score(
      { ...(await pairAt(at, grey, truth)), ...ask(nobody) },
      options,
    );
    expect(ofGrey.remarks).toEqual(['greyAsColour']);
    const colour = { ...truth, data: truth.data.map((_, i) => grey.data[Math.floor(i / 3)]!) };
    expect(ofGrey.scores.psnr).toBeCloseTo(scoresOf(colour, truth).psnr, 10);
    const pair = await pairAt(at, deep, truth);
    const ofDeep = await at.engine.comparisons.score({ ...pair, ...ask(nobody) }, options);
    expect(ofDeep).toMatchObject({ remarks: ['depthsDiffer'], scores: { psnr: null } });
    await sharp(truth.data, { raw: { width: 64, height: 48, channels: 3 } })
      .joinChannel(Buffer.alloc(64 * 48, 90), { raw: { width: 64, height: 48, channels: 1 } })
      .toFile(pair.photo.path);
    const ofAlpha = await at.engine.comparisons.score({ ...pair, ...ask(nobody) }, options);
    expect(ofAlpha).toMatchObject({ remarks: ['alphaIgnored'], scores: { psnr: null } });
  });

  it('turn pictures upright, and bring other profiles to sRGB', async () => {
    const at = await place();
    const truth = picture(64, 48);
    const pair = await pairAt(at, truth, truth);
    const raw = { raw: { width: 64, height: 48, channels: 3 as const } };
    await sharp(truth.data, raw).rotate(-90).withMetadata({ orientation: 6 }).png().toFile(pair.photo.path);
    const turned = await at.engine.comparisons.score({ ...pair, ...ask(nobody) }, options);
    expect(turned).toMatchObject({ remarks: ['turned'], scores: { psnr: null } });
    await sharp(truth.data, raw).withIccProfile('p3').png().toFile(pair.photo.path);
    const other = await at.engine.comparisons.score({ ...pair, ...ask(nobody) }, options);
    expect(other.remarks).toEqual(['toSrgb']);
    // The colours are the same; what is left is the rounding of both conversions.
    expect(other.scores.psnr).toBeGreaterThan(45);
  });

  it('draw where a picture differs, small and at full size', async () => {
    const at = await place();
    const [low, truth] = [noisyRaster(200, 180), picture(200, 180)];
    const pair = { ...(await pairAt(at, low, truth)), ...ask(nobody) };
    for (const kind of ['absolute', 'ssim', 'deltaE', 'flip'] as const) {
      const { picture: map, legend } = await at.engine.comparisons.errorMap(
        { ...pair, kind, size: 1000 },
        options,
      );
      const expected = errorMap(
        kind,
        { distorted: low, reference: truth },
        { size: 1000, report: () => undefined },
      );
      expect(map).toEqual(expected);
      expect(legend).toEqual(mapLegends[kind]);
      expect([map.width, map.height]).toEqual([200, 180]);
      const small = await at.engine.comparisons.errorMap({ ...pair, kind, size: 100 }, options);
      expect([small.picture.width, small.picture.height]).toEqual([100, 90]);
    }
    const equal = await at.engine.comparisons.errorMap(
      { ...pair, photo: pair.truth, kind: 'flip', size: 1000 },
      options,
    );
    expect(new Set(equal.picture.data)).toEqual(new Set([0, 4]));
    const { webp, width } = await at.engine.comparisons.thumbnail(
      { ...pair, show: 'flip', size: 64 },
      options,
    );
    expect((await sharp(webp).metadata()).width).toBe(width);
  });

  it('end at once when nobody waits', async () => {
    const at = await place();
    const pair = await pairAt(at, noisyRaster(3000, 2000), picture(3000, 2000));
    const controller = new AbortController();
    const scoring = at.engine.comparisons.score(
      { ...pair, ...ask(nobody) },
      {
        signal: controller.signal,
        onProgress: ({ stage }) => {
          if (stage === 'measure') controller.abort();
        },
      },
    );
    await expect(scoring).rejects.toMatchObject({ name: 'AbortError' });
  });
});
