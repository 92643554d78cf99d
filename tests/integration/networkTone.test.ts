import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { writeFile } from 'node:fs/promises';
import { greyProfile, matrixProfile } from '../../src/engine/photo/colour/matrixProfile';
import { splicePng } from '../../src/engine/photo/write/splice/splicePng';
import { enhance, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';
import { storedSamples } from '../support/photos';

const models = fileURLToPath(new URL('../../models', import.meta.url));
const sample = fileURLToPath(new URL('../../assets/samples/street.jpg', import.meta.url));

const light = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const stored = (value: number): number =>
  value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;

type Coded = { full: 255 | 65535; gamma: number };

let pixels: { width: number; height: number; data: Uint8Array };
beforeAll(async () => {
  const { data, info } = await sharp(sample).resize(480).raw().toBuffer({ resolveWithObject: true });
  pixels = { width: info.width, height: info.height, data: Uint8Array.from(data) };
});

/** The picture with its light encoded by a power, under a profile that says so. */
async function writePng(path: string, { full, gamma }: Coded, profile: Uint8Array): Promise<void> {
  const encode = (value: number): number => Math.round(light(value / 255) ** (1 / gamma) * full);
  const { width, height, data } = pixels;
  const coded = full === 255 ? Uint8Array.from(data, encode) : Uint16Array.from(data, encode);
  const plain = sharp(coded, { raw: { width, height, channels: 3 } }).toColourspace(
    full === 255 ? 'srgb' : 'rgb16',
  );
  await writeFile(path, Buffer.concat(splicePng(await plain.png().toBuffer(), { profile }).parts));
}

/** Stored samples of a result as sRGB in 0 to 255. */
async function asSrgb(path: string, { full, gamma }: Coded): Promise<number[]> {
  const { samples } = await storedSamples(path);
  return Array.from(samples, (value) => stored((value / full) ** gamma) * 255);
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

describe('Engine.enhance, a photo whose curve is not sRGB’s', () => {
  it.each<[string, Coded]>([
    ['linear, 16 bits', { full: 65535, gamma: 1 }],
    ['gamma 1.8, 8 bits', { full: 255, gamma: 1.8 }],
    ['gamma 1.8, 16 bits', { full: 65535, gamma: 1.8 }],
    ['gamma 2.6, 8 bits', { full: 255, gamma: 2.6 }],
  ])('comes out as the same picture in sRGB does: %s', async (_, coded) => {
    const at = await place({ modelFolders: [models] });
    const plain = join(at.folder, 'plain.png');
    await sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
      .png()
      .toFile(plain);
    const wanted = await storedSamples((await enhance(at, plain, settingsFor('candela'))).output!);
    const input = join(at.folder, 'coded.png');
    await writePng(input, coded, matrixProfile('rec709', coded.gamma));
    const { output } = await enhance(at, input, settingsFor('candela'));
    const found = await asSrgb(output!, coded);
    const apart = found.map((value, index) => Math.abs(value - (wanted.samples[index] ?? 0)));
    expect(mean(apart)).toBeLessThan(2);
    expect(Math.abs(mean(found) - mean(wanted.samples))).toBeLessThan(1.5);
    const { icc } = await sharp(output!).metadata();
    expect(icc?.length).toBe(matrixProfile('rec709', coded.gamma).length);
  });

  it.each([255, 65535] as const)('stays exactly as it is at strength 0 (full scale %i)', async (full) => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = join(at.folder, 'coded.png');
    await writePng(input, { full, gamma: 1 }, matrixProfile('rec709', 1));
    const { output } = await enhance(at, input, settingsFor(model, { strength: 0 }));
    expect((await storedSamples(output!)).samples).toEqual((await storedSamples(input)).samples);
  });

  it('gives 8 bits back exactly through the identity, and grey by its own profile', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = join(at.folder, 'coded.png');
    const data = Uint8Array.from({ length: 256 * 4 }, (_, index) => index % 256);
    const plain = sharp(data, { raw: { width: 256, height: 4, channels: 1 } }).toColourspace('b-w');
    const profile = greyProfile(1.8);
    await writeFile(input, Buffer.concat(splicePng(await plain.png().toBuffer(), { profile }).parts));
    const { output } = await enhance(at, input, settingsFor(model));
    // Read back, grey under a profile has three equal channels.
    const { samples, channels } = await storedSamples(output!);
    expect(samples.filter((_, index) => index % channels === 0)).toEqual(data);
  });
});
