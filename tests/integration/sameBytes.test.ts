/**
 * @file The bytes that are written for ordinary photos do not change unnoticed. A change that is meant runs this test with
 * CANDELA_RENEW=1 and says in its commit why the bytes are others now.
 */
import type * as crypto from 'node:crypto';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '@contract';
import { xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { enhance, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';
import { noisyRaster, writeRaster, type Kind } from '../support/photos';
import { richJpeg } from '../support/richPhoto';
import { tempFolder } from '../support/tempFolder';

const checksums = fileURLToPath(new URL('../golden/same-bytes.json', import.meta.url));
const samples = fileURLToPath(new URL('../../assets/samples', import.meta.url));

vi.mock('node:crypto', async (original) => ({
  ...(await original<typeof crypto>()),
  randomUUID: () => '00000000-0000-4000-8000-000000000000',
}));

const raster = async (name: string, kind: Partial<Kind> = {}): Promise<Buffer> => {
  const path = join(tempFolder(), name);
  await writeRaster(noisyRaster(301, 203, kind), path);
  return readFile(path);
};

/** Named for what they are; the extension is the format's. */
const fixtures: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
  'plain.jpg': () => raster('plain.jpg'),
  'rich upright.jpg': () =>
    richJpeg({ orientation: 1, xmp: xmpForms.attributes.replace('Orientation="6"', 'Orientation="1"') }),
  'rich turned.jpg': () => richJpeg({ orientation: 6 }),
  'p3.jpg': make.p3Jpeg,
  'turned 3.jpg': () => make.jpegWithOrientation(3),
  'turned 8.jpg': () => make.jpegWithOrientation(8),
  'grey.jpg': () => raster('grey.jpg', { channels: 1 }),
  'plain.png': () => raster('plain.png'),
  'grey.png': () => raster('grey.png', { channels: 1 }),
  '16 bit.png': () => raster('deep.png', { bits: 16 }),
  'grey 16 bit.png': () => raster('deep.png', { channels: 1, bits: 16 }),
  'turned.png': () => make.pngWithOrientation(6),
  'alpha.png': () => make.image(make.rgb8(), 'srgb', make.alpha8()).png().toBuffer(),
  'plain.tiff': () => raster('plain.tiff'),
  '16 bit.tiff': () => raster('deep.tiff', { bits: 16 }),
  'grey 16 bit.tiff': () => raster('deep.tiff', { channels: 1, bits: 16 }),
  'turned.tiff': () => make.tiffWithOrientation(6),
  'plain.webp': () => raster('plain.webp'),
  'turned.webp': () => make.webpWithOrientation(6),
  'animated.webp': make.animatedWebp,
};

const looks: Readonly<Record<string, Partial<Settings>>> = {
  'as the network has it': {},
  mixed: { strength: 0.7, finish: { brightness: 0.5, highlights: -0.4, colour: 0.2 } },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2, 3, 4, 5) });
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function resultsOf(files: Readonly<Record<string, Uint8Array>>): Promise<Record<string, string>> {
  const at = await place();
  const model = await writeModel(at.models, 'double');
  const found: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) {
    const input = join(at.folder, name);
    await writeFile(input, bytes);
    for (const [look, more] of Object.entries(looks)) {
      const { output } = await enhance(at, input, settingsFor(model, more));
      if (output === null) throw new Error(`${name} was left out`);
      found[`${name}, ${look}`] = sha256(await readFile(output));
    }
  }
  return found;
}

async function sampleFiles(): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(samples)).filter((name) => name.endsWith('.jpg')).sort();
  const files = names.map(async (name) => [basename(name), await readFile(join(samples, name))] as const);
  return Object.fromEntries(await Promise.all(files));
}

async function fixtureFiles(): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, bytes] of Object.entries(fixtures)) files[name] = await bytes();
  return files;
}

describe('the bytes of results', () => {
  it('are what they were for the samples and twenty ordinary photos', async () => {
    const found = await resultsOf({ ...(await sampleFiles()), ...(await fixtureFiles()) });
    if (process.env.CANDELA_RENEW === '1') await writeFile(checksums, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(await readFile(checksums, 'utf8')));
  });
});
