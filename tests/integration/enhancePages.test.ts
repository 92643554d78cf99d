import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { tiffFile } from '../fixtures/tiffFile';
import { joinPages } from '../fixtures/tiffPages';
import { jobFor, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';
import { storedSamples } from '../support/photos';
import { inferenceFor, options } from '../support/previews';
import { valueOf } from '../support/scores';

const levels = [30, 50] as const;
const widths = [60, 90] as const;
const height = 40;

function flat(width: number, level: number): Buffer {
  const data = new Uint8Array(width * height * 3).fill(level);
  return tiffFile({ width, height, bits: 8, samples: 3, photometric: 2, data });
}

/** Two flat pages of different sizes, and a model that doubles. */
async function twoPages() {
  const at = await place();
  const model = await writeModel(at.models, 'double');
  const path = join(at.folder, 'scan.tif');
  writeFileSync(path, joinPages([flat(widths[0], levels[0]), flat(widths[1], levels[1])]));
  return { at, path, model, inference: inferenceFor(model) };
}

const seen = ({ width, data }: { width: number; data: Uint8Array }) => [width, data[0]];

describe('a page of a TIFF', () => {
  it('is shown by all calls for a screen, each page by itself', async () => {
    const { at, path, inference } = await twoPages();
    const { previews } = at.engine;
    const mix = { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } };
    // Twice, so that what is kept of one page is not taken for the other.
    for (const page of [1, 2, 1, 2]) {
      const [width, level] = [widths[page - 1]!, levels[page - 1]!];
      const photo = { path, page };
      expect(await previews.inspect(photo, options)).toMatchObject({ width, height, page, pages: 2 });
      expect(seen((await previews.preview({ ...photo, size: 64 }, options)).picture)[1]).toBe(level);
      const draft = await previews.draft({ ...photo, size: 256, inference }, options);
      expect(seen(draft.picture)).toEqual([width, 2 * level]);
      expect(draft.notices).toContain(`Page ${page} of 2 was enhanced; another can be chosen (--page).`);
      const tile = { ...photo, column: 0, row: 0 };
      expect(seen(await previews.tile({ ...tile, inference: null }, options))).toEqual([width, level]);
      expect(seen(await previews.tile({ ...tile, inference }, options))).toEqual([width, 2 * level]);
      const { tiles, arrays } = await previews.explain({ ...photo, inference }, options);
      expect(tiles).toMatchObject([{ width }]);
      expect(arrays[0]?.picture?.data[0]).toBe(level);
      const { png } = await previews.picture({ ...photo, inference, mix }, options);
      const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, data[0]]).toEqual([width, 2 * level]);
    }
    previews.forget(path);
    expect(previews.keptBytes).toBe(0);
  });

  it('is scored against a page of the ground truth', async () => {
    const { at, path, inference } = await twoPages();
    const truth = join(at.folder, 'truth.tif');
    writeFileSync(truth, joinPages([flat(widths[0], 1), flat(widths[1], 2 * levels[1])]));
    const mix = { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } };
    const input = { path, page: 2, truth: { path: truth }, inference, mix };
    await expect(at.engine.previews.measure(input, options)).rejects.toMatchObject({
      code: 'truth.otherSize',
    });
    const scores = await at.engine.previews.measure({ ...input, truth: { path: truth, page: 2 } }, options);
    expect(valueOf(scores.enhanced, 'psnr')).toBeNull();
  });

  it('is written by itself, and named in the history of the result', async () => {
    const { at, path, model } = await twoPages();
    const job = { ...jobFor(at, path), format: 'tiff' as const, page: 2 };
    const result = await at.engine.enhance(job, settingsFor(model), options);
    const { samples, width } = await storedSamples(result.output!);
    expect([width, samples[0], samples.at(-1)]).toEqual([widths[1], 100, 100]);
    expect(result.notices).toEqual(['Page 2 of 2 was enhanced; another can be chosen (--page).']);
    const { xmp } = await sharp(result.output!).metadata();
    expect(xmp?.toString('utf8')).toMatch(/settings=.*; page=2(?:"|<)/);
  });

  it('that is not there is refused before a name is taken', async () => {
    const { at, path, model } = await twoPages();
    await expect(
      at.engine.enhance({ ...jobFor(at, path), page: 3 }, settingsFor(model), options),
    ).rejects.toMatchObject({ code: 'photo.noPage' });
    const draft = { path, page: 3, size: 256, inference: inferenceFor(model) };
    await expect(at.engine.previews.draft(draft, options)).rejects.toMatchObject({ code: 'photo.noPage' });
  });
});
