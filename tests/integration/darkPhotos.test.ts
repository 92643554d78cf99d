/** @file What is said of a photo that is too dark, and what a network is told of how finely a photo is stored. */
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { notice } from '@contract';
import { enhance, place, settingsFor, type Place } from '../support/engine';
import { writeModel, type TestModelName } from '../support/models';
import { storedSamples } from '../support/photos';
import { inferenceFor, options } from '../support/previews';

const noticeOf = (levels: number) => notice('photo.tooDark', { levels }).sentence;

/** A grey of one level with a lamp in a corner. */
async function darkPhoto(at: Place, level: number, quality: number | null): Promise<string> {
  const data = new Uint8Array(160 * 120 * 3).fill(level);
  data.fill(255, 0, 24);
  const path = join(at.folder, quality === null ? 'dark.png' : 'dark.jpg');
  const raw = sharp(data, { raw: { width: 160, height: 120, channels: 3 } });
  await (quality === null ? raw.png() : raw.jpeg({ quality })).toFile(path);
  return path;
}

async function scene(name: TestModelName, level: number, quality: number | null) {
  const at = await place();
  const model = await writeModel(at.models, name);
  return { at, model, path: await darkPhoto(at, level, quality) };
}

describe('a photo with next to nothing in it', () => {
  it.each([
    [9, null, 9],
    [40, null, null],
    [40, 25, 10],
  ] as const)('of level %i at quality %s has %s levels left', async (level, quality, left) => {
    const { at, model, path } = await scene('identity', level, quality);
    const { notices } = await enhance(at, path, settingsFor(model));
    expect(notices).toEqual(left === null ? [] : [noticeOf(left)]);
  });

  it('says so in the window as well', async () => {
    const { at, model, path } = await scene('thumbnail', 9, null);
    const draft = await at.engine.previews.draft({ path, size: 80, inference: inferenceFor(model) }, options);
    expect(draft.notices).toEqual([noticeOf(9)]);
  });

  it('is not told of a photo that goes through no network', async () => {
    const { at, model, path } = await scene('identity', 9, null);
    expect((await enhance(at, path, settingsFor(model, { strength: 0 }))).notices).toEqual([]);
  });
});

it.each([
  [null, 10],
  [95, 10],
  [25, 40],
] as const)('a network is told how finely a photo is stored: quality %s', async (quality, shown) => {
  const { at, model, path } = await scene('stepped', 60, quality);
  const { output } = await enhance(at, path, settingsFor(model, { output: { format: 'png' } }));
  const draft = await at.engine.previews.draft({ path, size: 80, inference: inferenceFor(model) }, options);
  const { samples } = await storedSamples(output!);
  expect(Math.abs(samples[3000]! - shown)).toBeLessThanOrEqual(quality === null ? 0 : 2);
  expect(draft.picture.data[300]).toBe(shown);
  const { arrays } = await at.engine.previews.explain({ path, inference: inferenceFor(model) }, options);
  expect(arrays.at(-1)?.max).toBe(shown);
});
