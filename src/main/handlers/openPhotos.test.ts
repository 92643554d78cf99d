import { asShot, type PhotoSummary, type RawSettings } from '@contract';
import type { EngineCaller } from '@engine-client';
import { beforeEach, expect, it } from 'vitest';
import { PhotoRegistry } from '../photo/PhotoRegistry';
import { develop, ensureRead } from './openPhotos';

const options = { signal: new AbortController().signal };
const byDarktable: RawSettings = { ...asShot, developer: { program: 'darktable', version: '4.2.1' } };
const brighter: RawSettings = { ...asShot, exposure: 1 };

/** What the engine was asked, answered by the test. */
let answers: ((summary: PhotoSummary) => void)[] = [];
const call = () => new Promise((resolve) => answers.push(resolve));
const engine = { call } as unknown as EngineCaller;
let registry = new PhotoRegistry();
let photo = '';

const wide = (width: number): PhotoSummary => ({
  ...{ width, height: 40, format: 'raw', bits: 16, isGrey: false, exposure: {} },
});

beforeEach(() => {
  answers = [];
  registry = new PhotoRegistry();
  ({ photo } = registry.add({ path: '/photos/night.dng' }));
});

it('keeps the size of the program that was chosen last, whichever answers first', async () => {
  const first = develop({ registry, engine }, { photo, raw: byDarktable }, options);
  const second = develop({ registry, engine }, { photo, raw: asShot }, options);
  answers[1]!(wide(60));
  expect((await second).summary?.width).toBe(60);
  answers[0]!(wide(58));
  expect((await first).summary?.width).toBe(60);
  expect(registry.get(photo)).toMatchObject({ raw: asShot, summary: { width: 60 } });
});

it('keeps the development that was chosen while the photo was read', async () => {
  const read = ensureRead({ registry, engine }, registry.get(photo), options);
  await develop({ registry, engine }, { photo, raw: brighter }, options);
  answers[0]!(wide(60));
  await read;
  expect(registry.get(photo)).toMatchObject({ raw: brighter, summary: { width: 60 } });
});
