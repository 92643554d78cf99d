import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { tileSide, type InferenceSettings } from '@contract';
import { psnr, type Raster } from '@core';
import { cameraExif } from '../fixtures/exif';
import { PhotoCache } from '../../src/engine/preview/PhotoCache';
import * as make from '../fixtures/photos';
import { maxDifference } from '../support/codec';
import { enhance, place, settingsFor } from '../support/engine';
import { placeRamps } from '../support/factGraphs';
import { noisyRaster, storedSamples, writeRaster } from '../support/photos';
import { inferenceFor, options, picture, scene, type Scene } from '../support/previews';

/** All tiles of a photo put together. */
async function tiled({ at, path }: Scene, size: Raster, inference: InferenceSettings | null) {
  const { width, height } = size;
  const whole = new Uint8Array(width * height * 3);
  for (let row = 0; row * tileSide < height; row += 1) {
    for (let column = 0; column * tileSide < width; column += 1) {
      const tile = await at.engine.previews.tile({ path, column, row, inference }, options);
      for (let y = 0; y < tile.height; y += 1) {
        const line = tile.data.subarray(y * tile.width * 3, (y + 1) * tile.width * 3);
        whole.set(line, ((row * tileSide + y) * width + column * tileSide) * 3);
      }
    }
  }
  return whole;
}

const as8 = (samples: Uint8Array | Uint16Array) =>
  samples instanceof Uint16Array ? Uint8Array.from(samples, (v) => Math.round(v / 257)) : samples;

describe('Previews.inspect', () => {
  it('says size upright, depth and exposure', async () => {
    const at = await place();
    const path = join(at.folder, 'camera.jpg');
    const exif = make.segment(0xe1, 'Exif\0\0', cameraExif(false, 6).block);
    await writeFile(path, make.withSegments(await make.jpeg(), exif));
    expect(await at.engine.previews.inspect({ path }, options)).toEqual({
      width: make.size.height,
      height: make.size.width,
      format: 'jpeg',
      bits: 8,
      isGrey: false,
      exposure: {
        taken: '2024-12-24T22:33:44.678',
        camera: 'Cambrium Nocturne 2',
        lens: 'Nuit 35mm ƒ/1.4',
        shutter: 0.125,
        aperture: 1.4,
        iso: 6400,
      },
    });
  });

  it('says of a grey photo of 16 bits what it is', async () => {
    const { at, path } = await scene('identity', noisyRaster(20, 10, { channels: 1, bits: 16 }));
    expect(await at.engine.previews.inspect({ path }, options)).toMatchObject({
      bits: 16,
      isGrey: true,
      exposure: {},
    });
  });

  it('refuses what is no photo, and what is not there', async () => {
    const at = await place();
    const path = join(at.folder, 'notes.jpg');
    await writeFile(path, 'text');
    await expect(at.engine.previews.inspect({ path }, options)).rejects.toMatchObject({
      code: 'photo.notAPhoto',
    });
    const missing = { path: `${path}.gone`, size: 100 };
    await expect(at.engine.previews.preview(missing, options)).rejects.toMatchObject({
      code: 'input.missing',
    });
  });
});

describe('Previews.preview', () => {
  it('gives a small photo as it is stored', async () => {
    const raster = noisyRaster(60, 40);
    const { at, path } = await scene('identity', raster);
    const { picture: found, display } = await at.engine.previews.preview({ path, size: 100 }, options);
    expect([found.width, found.height, display]).toEqual([60, 40, null]);
    expect(maxDifference(found.data, raster.data)).toBe(0);
  });

  it.each(['a.jpg', 'a.png', 'a.tiff'])('scales %s to the size asked for', async (file) => {
    const raster = picture(900, 600);
    const { at, path } = await scene('identity', raster, { file });
    const { picture: found } = await at.engine.previews.preview({ path, size: 300 }, options);
    expect([found.width, found.height]).toEqual([300, 200]);
    const expected = await sharp(raster.data, { raw: { width: 900, height: 600, channels: 3 } })
      .resize(300)
      .raw()
      .toBuffer();
    const reference = { width: 300, height: 200, channels: 3, data: Uint8Array.from(expected) } as const;
    expect(psnr({ raster: { ...reference, data: found.data } }, reference)).toBeGreaterThan(38);
  });

  it('turns upright, keeps stored values, and says how to show a profile', async () => {
    const at = await place();
    const path = join(at.folder, 'p3.jpg');
    const exif = make.segment(0xe1, 'Exif\0\0', cameraExif(true, 6).block);
    await writeFile(path, make.withSegments(await make.p3Jpeg(), exif));
    const { picture: found, display } = await at.engine.previews.preview({ path, size: 100 }, options);
    expect([found.width, found.height]).toEqual([make.size.height, make.size.width]);
    expect([display?.width, display?.height]).toEqual([33 * 33, 33]);
  });

  it.each([[{ channels: 1, bits: 8 }], [{ channels: 1, bits: 16 }], [{ channels: 3, bits: 16 }]] as const)(
    'shows %j in 8 bits and three channels',
    async (kind) => {
      const raster = noisyRaster(30, 20, kind);
      const { at, path } = await scene('identity', raster);
      const { picture: found } = await at.engine.previews.preview({ path, size: 100 }, options);
      const rgb = Uint8Array.from({ length: 1800 }, (_, i) =>
        as8(raster.data).at(kind.channels === 3 ? i : Math.floor(i / 3))!,
      );
      expect(maxDifference(found.data, rgb)).toBe(0);
    },
  );

  it('sees that a file changed', async () => {
    const { at, path } = await scene('identity', noisyRaster(30, 20));
    await at.engine.previews.preview({ path, size: 100 }, options);
    await writeRaster(noisyRaster(50, 20), path);
    const { picture: found } = await at.engine.previews.preview({ path, size: 100 }, options);
    expect(found.width).toBe(50);
  });
});

describe('Previews.draft', () => {
  it('is the network’s result for the preview, without strength and finishing', async () => {
    const { at, model, path } = await scene('double', picture(300, 200));
    const before = await at.engine.previews.preview({ path, size: 150 }, options);
    const draft = await at.engine.previews.draft(
      { path, size: 150, inference: inferenceFor(model) },
      options,
    );
    expect([draft.provider, draft.notices, draft.ms > 0]).toEqual(['cpu', [], true]);
    const doubled = before.picture.data.map((value) => Math.min(255, 2 * value));
    expect(maxDifference(draft.picture.data, doubled)).toBe(0);
    // What is kept is not what the network wrote over.
    const again = await at.engine.previews.preview({ path, size: 150 }, options);
    expect(maxDifference(again.picture.data, before.picture.data)).toBe(0);
  });

  it('hands over controls and thumbnail, and refuses controls that the card does not list', async () => {
    const { at, model, path } = await scene('control', picture(90, 60));
    const black = inferenceFor(model, { brightness: -1 });
    const draft = await at.engine.previews.draft({ path, size: 64, inference: black }, options);
    expect(Math.max(...draft.picture.data)).toBe(0);
    const wrong = { path, size: 64, inference: inferenceFor(model, { sparkle: 1 }) };
    await expect(at.engine.previews.draft(wrong, options)).rejects.toMatchObject({ code: 'usage.invalid' });
    const seen = await scene('thumbnail', { ...noisyRaster(90, 60), data: new Uint8Array(16_200).fill(40) });
    const inference = inferenceFor(seen.model);
    const flat = await seen.at.engine.previews.draft({ path: seen.path, size: 64, inference }, options);
    expect([Math.min(...flat.picture.data), Math.max(...flat.picture.data)]).toEqual([40, 40]);
  });

  it('gives up an older draft of the photo for a newer one, and not that of another photo', async () => {
    const { at, model, path } = await scene('control', picture(900, 700));
    const other = join(at.folder, 'other.png');
    await writeRaster(picture(300, 200), other);
    const ask = (file: string, brightness: number) =>
      at.engine.previews.draft(
        { path: file, size: 900, inference: inferenceFor(model, { brightness }) },
        options,
      );
    const [first, beside, second, same] = await Promise.allSettled([
      ask(path, 0.1),
      ask(other, 0.1),
      ask(path, 0.2),
      ask(path, 0.2),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect([beside.status, same.status]).toEqual(['fulfilled', 'fulfilled']);
  });

  it('keeps the newest by the order of asking, not by which of them gets to its file first', async () => {
    const { at, model, path } = await scene('control', picture(300, 200));
    let arrive = (): void => undefined;
    const late = new Promise<void>((resolve) => (arrive = resolve));
    const keyOf = vi.spyOn(PhotoCache.prototype, 'keyOf');
    onTestFinished(() => {
      keyOf.mockRestore();
    });
    keyOf.mockImplementationOnce(async (file) => {
      await late;
      return new PhotoCache(1).keyOf(file);
    });
    const ask = (brightness: number) =>
      at.engine.previews.draft({ path, size: 300, inference: inferenceFor(model, { brightness }) }, options);
    const older = expect(ask(0.1)).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => keyOf.mock.calls.length).toBe(1);
    const newer = expect(ask(0.2)).resolves.toMatchObject({ provider: 'cpu' });
    await expect.poll(() => keyOf.mock.calls.length).toBeGreaterThan(1);
    arrive();
    await Promise.all([older, newer]);
  });

  it('stops between tiles when it is aborted, and counts tiles', async () => {
    const { at, model, path } = await scene('blur', picture(900, 700));
    const abort = new AbortController();
    const seen: number[] = [];
    const drafting = at.engine.previews.draft(
      { path, size: 900, inference: inferenceFor(model) },
      {
        signal: abort.signal,
        onProgress: ({ done, total }) => {
          seen.push(done);
          expect(total).toBeGreaterThan(10);
          if (done === 3) abort.abort();
        },
      },
    );
    await expect(drafting).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe('Previews.tile', () => {
  it.each([
    ['blur', {}, {}],
    ['blur', { bits: 16 }, {}],
    ['multiple', {}, {}],
    ['thumbnail', {}, {}],
    ['double', { channels: 1 }, {}],
    ['control', {}, { brightness: 0.5 }],
  ] as const)('is the exported photo within 1 of 255: %s, %j', async (name, kind, controls) => {
    const raster = picture(1100, 620, kind);
    const found = await scene(name, raster);
    const { output } = await enhance(found.at, found.path, settingsFor(found.model, { controls }));
    const { samples, channels } = await storedSamples(output!);
    const tiles = await tiled(found, raster, inferenceFor(found.model, controls));
    const expected = as8(samples);
    const rgb = channels === 3 ? expected : Uint8Array.from(tiles, (_, i) => expected[Math.floor(i / 3)]!);
    expect(maxDifference(tiles, rgb)).toBeLessThanOrEqual(1);
  });

  it('knows where it lies in the photo', async () => {
    const raster = picture(tileSide + 100, tileSide + 70);
    const found = await scene('placed', raster);
    const whole = await tiled(found, raster, inferenceFor(found.model));
    expect(maxDifference(whole, placeRamps(raster).data)).toBeLessThanOrEqual(1);
  });

  it('of the photo itself is the photo', async () => {
    const raster = picture(700, 530);
    const found = await scene('identity', raster);
    expect(maxDifference(await tiled(found, raster, null), raster.data)).toBe(0);
    const outside = { path: found.path, column: 2, row: 0, inference: null };
    await expect(found.at.engine.previews.tile(outside, options)).rejects.toMatchObject({
      code: 'usage.invalid',
    });
  });

  it('is kept: asked for again it needs no model', async () => {
    const { at, model, path } = await scene('double', picture(100, 80));
    const ask = () =>
      at.engine.previews.tile({ path, column: 0, row: 0, inference: inferenceFor(model) }, options);
    const once = await ask();
    expect((await ask()) === once).toBe(true);
    at.engine.previews.forget(path);
    expect(at.engine.previews.keptBytes).toBe(0);
    expect((await ask()) === once).toBe(false);
  });
});
