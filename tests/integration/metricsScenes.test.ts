/** @file PSNR and SSIM of whole photos at the size of the papers' test sets, against the code that published figures come from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { psnr, runScoreTasks, scoreTasks, ssim, type Raster } from '@core';

const size = { width: 600, height: 400 };
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Far below the last digit that papers print: 0.01 dB and 0.001. */
const tolerances = { psnr: 1e-6, ssim: 2e-6 } as const;

const Scene = z.strictObject({
  photo: z.string(),
  left: z.int(),
  top: z.int(),
  kind: z.enum(['lifted', 'noisy']),
  psnr: z.number(),
  /** scikit-image's. */
  ssim: z.number(),
  /** As the codes after Wang's MATLAB have it: 11 × 11, valid windows, 8-bit values, the mean of the channels. */
  matlabSsim: z.number(),
});

/** From training/candela_training/golden_metrics.py, which makes the same results. */
const { scenes } = z
  .object({ scenes: z.array(Scene).min(8) })
  .parse(JSON.parse(readFileSync(join(root, 'tests', 'golden', 'metrics.json'), 'utf8')));

async function cut(folder: string, { photo, left, top }: z.infer<typeof Scene>): Promise<Raster> {
  const data = await sharp(join(root, 'assets', 'samples', folder, `${photo}.jpg`))
    .extract({ left, top, ...size })
    .raw()
    .toBuffer();
  return { ...size, channels: 3, data: new Uint8Array(data) };
}

/** Sums of four bytes of an LCG about 0. */
function grain(): Int32Array {
  let state = 7;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  return new Int32Array(size.width * size.height * 3).map(() => next() + next() + next() + next() - 510);
}

const noise = grain();

/** What a network might make of the photo. */
function resultOf(kind: 'lifted' | 'noisy', low: Raster, truth: Raster): Raster {
  const data =
    kind === 'lifted'
      ? low.data.map((value) => Math.round((value / 255) ** 0.45 * 255))
      : truth.data.map((value, at) =>
          Math.max(0, Math.min(255, Math.floor((value * 15 + noise[at]! + 8) / 16))),
        );
  return { ...size, channels: 3, data };
}

it.each(scenes)('PSNR and SSIM of $photo, $kind, are those of the papers’ code', async (scene) => {
  const [low, truth] = [await cut('', scene), await cut('truth', scene)];
  const result = resultOf(scene.kind, low, truth);
  const found = { psnr: psnr({ raster: result }, truth), ssim: ssim({ raster: result }, truth) };
  expect(Math.abs(found.psnr - scene.psnr)).toBeLessThan(tolerances.psnr);
  for (const theirs of [scene.ssim, scene.matlabSsim])
    expect(Math.abs(found.ssim - theirs)).toBeLessThan(tolerances.ssim);
  // The same as a comparison measures them.
  const tasks = scoreTasks(['psnr', 'ssim'], truth);
  expect(runScoreTasks(tasks, { distorted: result, reference: truth })).toEqual(found);
});
