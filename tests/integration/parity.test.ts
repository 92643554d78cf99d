import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ModelCard } from '@contract';
import type { Raster } from '@core';
import { maxDifference } from '../support/codec';
import { enhance, place, settingsFor } from '../support/engine';
import { storedSamples, writeRaster } from '../support/photos';

const models = fileURLToPath(new URL('../../models', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** What PyTorch made of a small picture that both sides can compute; written by the training side. */
const golden = z
  .object({
    model: z.string(),
    sha256: z.string(),
    width: z.int(),
    height: z.int(),
    formula: z.literal('(x * 7 + y * 13 + c * 29 + ((x * y) % 17) * 3) % 64'),
    tolerance: z.number(),
    expected: z.array(z.int()),
  })
  .parse(read(fileURLToPath(new URL('../golden/parity-cnn.json', import.meta.url))));

const { width, height, expected, tolerance } = golden;

/** The picture that the formula of the golden file describes, each value times `unit`. */
function picture(Samples: typeof Uint8Array | typeof Uint16Array, unit: number): Raster {
  const data = new Samples(width * height * 3);
  for (let i = 0; i < data.length; i += 1) {
    const [x, y, c] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3];
    data[i] = ((x * 7 + y * 13 + c * 29 + ((x * y) % 17) * 3) % 64) * unit;
  }
  return { width, height, channels: 3, data };
}

async function throughCnn(raster: Raster): Promise<number[]> {
  const at = await place({ modelFolders: [models] });
  const input = join(at.folder, 'picture.png');
  await writeRaster(raster, input);
  const { output } = await enhance(at, input, settingsFor(golden.model));
  const { samples } = await storedSamples(output!);
  return Array.from(samples);
}

describe('the cnn in the engine', () => {
  it('is the file that the golden picture was made with', () => {
    const card = ModelCard.parse(read(join(models, golden.model, 'card.json')));
    expect(card.sha256).toBe(golden.sha256);
  });

  it('gives the picture that PyTorch gave, at 8 bits', async () => {
    expect(maxDifference(await throughCnn(picture(Uint8Array, 1)), expected)).toBeLessThanOrEqual(tolerance);
  });

  it('gives the same picture at 16 bits, finer', async () => {
    const samples = await throughCnn(picture(Uint16Array, 257));
    // Half a level of 8 bits is what rounding took from the golden values.
    const levels = samples.map((sample) => sample / 257);
    expect(maxDifference(levels, expected)).toBeLessThanOrEqual(tolerance + 0.5);
    expect(levels.some((level) => Math.abs(level - Math.round(level)) > 0.1)).toBe(true);
  });
});
