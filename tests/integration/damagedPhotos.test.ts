import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { EngineCallOutput } from '@contract';
import type { Raster } from '@core';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { cutShort, directoryFirst, withWrongChecksum } from '../support/brokenFiles';
import { maxDifference } from '../support/codec';
import { place, settingsFor, type Place } from '../support/engine';
import { writeModel } from '../support/models';
import { inferenceFor, options, picture } from '../support/previews';

const raster = picture(300, 200);
type Format = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';
const fileOf = (format: Format, { width, height, data }: Raster = raster): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();

const wholeTiff = (): Buffer =>
  directoryFirst(
    tiffFile({
      width: 300,
      height: 200,
      bits: 8,
      samples: 3,
      photometric: 2,
      data: Uint8Array.from(raster.data),
    }),
  );

/** A folder with one photo of these bytes. */
async function photoOf(bytes: Buffer, name: string): Promise<{ at: Place; path: string }> {
  const at = await place();
  const path = join(at.folder, name);
  await writeFile(path, bytes);
  return { at, path };
}

type Preview = EngineCallOutput<'photos.preview'>;

async function previewOf(bytes: Buffer, name: string): Promise<Preview> {
  const { at, path } = await photoOf(bytes, name);
  return at.engine.previews.preview({ path, size: 512 }, options);
}

/** Largest difference from the whole photo in its first rows, and in its last. */
function differences({ picture: { width, data } }: Preview): { first: number; last: number } {
  const rows = 20 * width * 3;
  return {
    first: maxDifference(data.subarray(0, rows), raster.data.subarray(0, rows)),
    last: maxDifference(data.subarray(-rows), raster.data.subarray(-rows)),
  };
}

describe('the preview of a damaged photo', () => {
  it.each([
    ['jpeg', async () => cutShort(await fileOf('jpeg'), 0.5), 12],
    ['png', async () => cutShort(await fileOf('png'), 0.5), 0],
    ['gif', async () => cutShort(await fileOf('gif'), 0.5), 40],
    ['tiff', () => Promise.resolve(cutShort(wholeTiff(), 0.5)), 0],
  ] as const)('is what decodes of a truncated %s, and says what is wrong', async (format, broken, near) => {
    const preview = await previewOf(await broken(), `photo.${format}`);
    expect([preview.picture.width, preview.picture.height]).toEqual([300, 200]);
    const { first, last } = differences(preview);
    expect(first).toBeLessThanOrEqual(near);
    expect(last).toBeGreaterThan(40);
    expect(preview.damage).toMatchObject({
      code: 'photo.damaged',
      message: expect.stringMatching(new RegExp(`^photo\\.${format} is damaged: .+\\.$`)) as string,
      action: 'Copy it from the camera or the card again.',
    });
  });

  it('is the whole picture of a PNG whose checksum is wrong', async () => {
    const preview = await previewOf(withWrongChecksum(await fileOf('png')), 'photo.png');
    expect(differences(preview)).toEqual({ first: 0, last: 0 });
    expect(preview.damage?.message).toBe('photo.png is damaged: parts of the picture cannot be decoded.');
  });

  it('is of the size asked for, upright, with 16 bits and alpha as without', async () => {
    const { width, height, data } = picture(200, 300, { bits: 16 });
    const rgba = await sharp(data, { raw: { width, height, channels: 3 } })
      .toColourspace('rgb16')
      .ensureAlpha(0.5)
      .png()
      .toBuffer();
    const { at, path } = await photoOf(cutShort(rgba, 0.7), 'photo.png');
    const { picture: found, damage } = await at.engine.previews.preview({ path, size: 150 }, options);
    expect([found.width, found.height, damage?.code]).toEqual([100, 150, 'photo.damaged']);
  });

  it.each(['webp', 'avif'] as const)(
    'is refused of a truncated %s, of which nothing decodes',
    async (format) => {
      await expect(previewOf(cutShort(await fileOf(format), 0.6), `photo.${format}`)).rejects.toMatchObject({
        code: 'photo.damaged',
      });
    },
  );

  it('is refused of a JPEG that ends behind its header', async () => {
    const file = await fileOf('jpeg');
    const scan = file.indexOf(Buffer.from([0xff, 0xda]));
    const behind = scan + 2 + file.readUInt16BE(scan + 2);
    const { at, path } = await photoOf(file.subarray(0, behind), 'photo.jpg');
    expect(await at.engine.previews.inspect({ path }, options)).toMatchObject({ width: 300 });
    await expect(at.engine.previews.preview({ path, size: 512 }, options)).rejects.toMatchObject({
      code: 'photo.damaged',
      details: { reason: 'the file ends too early' },
    });
  });

  it('is refused of a header that claims a huge size', async () => {
    await expect(previewOf(await make.hugePng(), 'huge.png')).rejects.toMatchObject({
      code: 'photo.tooLarge',
    });
  });

  it('stops when nobody waits for it', async () => {
    const { at, path } = await photoOf(cutShort(await fileOf('jpeg'), 0.5), 'photo.jpg');
    const controller = new AbortController();
    const asking = at.engine.previews.preview({ path, size: 512 }, { signal: controller.signal });
    controller.abort();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a damaged photo', () => {
  it('is refused by every other call, and nothing of it is kept', async () => {
    const { at, path } = await photoOf(cutShort(await fileOf('jpeg'), 0.5), 'photo.jpg');
    const { previews } = at.engine;
    const inference = inferenceFor(await writeModel(at.models, 'identity'));
    const mix = { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } };
    const truth = join(at.folder, 'truth.png');
    await writeFile(truth, await fileOf('png'));
    expect((await previews.preview({ path, size: 512 }, options)).damage).toBeDefined();
    expect(previews.keptBytes).toBe(0);
    const calls = [
      () => previews.draft({ path, size: 512, inference }, options),
      () => previews.tile({ path, column: 0, row: 0, inference: null }, options),
      () => previews.tile({ path, column: 0, row: 0, inference }, options),
      () => previews.measure({ path, truth: { path: truth }, inference, mix }, options),
      () => previews.measure({ path: truth, truth: { path }, inference, mix }, options),
      () => previews.explain({ path, inference }, options),
      () => previews.picture({ path, inference, mix }, options),
      () =>
        at.engine.enhance(
          { input: path, output: join(at.folder, 'out.jpg'), format: 'jpeg' },
          settingsFor(inference.model),
          options,
        ),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'photo.damaged' });
    expect((await previews.preview({ path, size: 512 }, options)).damage).toBeDefined();
  });

  it('is a sound one when its file was mended', async () => {
    const whole = await fileOf('jpeg');
    const { at, path } = await photoOf(cutShort(whole, 0.5), 'photo.jpg');
    const { previews } = at.engine;
    const broken = await previews.preview({ path, size: 512 }, options);
    await writeFile(path, whole);
    const mended = await previews.preview({ path, size: 512 }, options);
    expect([broken.damage?.code, 'damage' in mended]).toEqual(['photo.damaged', false]);
    expect(differences(mended).last).toBeLessThanOrEqual(12);
    const inference = inferenceFor(await writeModel(at.models, 'identity'));
    const draft = await previews.draft({ path, size: 512, inference }, options);
    expect(maxDifference(draft.picture.data, mended.picture.data)).toBe(0);
  });
});
