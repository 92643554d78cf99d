import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MetricId } from '@contract';
import {
  deltaE,
  exposureGain,
  flip,
  leastScoredSide,
  metricTable,
  msSsim,
  psnr,
  pairMetrics,
  pairScoreOf,
  runScoreTasks,
  scoreTasks,
  ssim,
  type Raster,
} from '@core';
import { valueOf } from '../support/scores';

/** LPIPS is computed by a person's own file. */
const Computed = MetricId.exclude(['lpips']);
const computedRows = metricTable.filter(({ id }) => id !== 'lpips');

/**
 * How far the figures may be from those of other people's code. SSIM and FLIP are computed with 32-bit floats, like FLIP's reference.
 * scikit-image rounds the primaries and the white of sRGB differently, which moves ΔE in the third place.
 */
const tolerances: Readonly<Record<z.infer<typeof Computed> | 'gain', number>> = {
  gain: 1e-10,
  psnr: 1e-8,
  ssim: 2e-6,
  psnrGtMean: 1e-8,
  ssimGtMean: 2e-6,
  msSsim: 5e-6,
  deltaE: 2e-3,
  deltaE95: 1e-2,
  flip: 2e-5,
};

const Figures = z.partialRecord(z.union([Computed, z.literal('gain')]), z.number());

const MadeRow = z.looseObject({
  width: z.int(),
  height: z.int(),
  channels: z.union([z.literal(1), z.literal(3)]),
  full: z.union([z.literal(255), z.literal(65535)]),
  seeds: z.tuple([z.int(), z.int()]),
});

const golden = (name: string) => new URL(`../golden/${name}`, import.meta.url);

/** From training/candela_training/golden_metrics.py, which says whose figures they are. */
const { made, photos } = z
  .object({
    made: z.array(MadeRow).min(4),
    photos: z.array(z.looseObject({ photo: z.string(), power: z.number() })).min(4),
  })
  .parse(JSON.parse(readFileSync(golden('metrics.json'), 'utf8')));

const figuresOf = (row: Record<string, unknown>) =>
  Figures.parse(
    Object.fromEntries(
      Object.entries(row).filter(([key]) => key === 'gain' || Computed.safeParse(key).success),
    ),
  );

type Shape = { width: number; height: number; channels: 1 | 3; full: 255 | 65535 };

function picture({ width, height, channels, full }: Shape, seed: number): Raster {
  const length = width * height * channels;
  const data = full === 255 ? new Uint8Array(length) : new Uint16Array(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const [pixel, c] = [Math.floor(i / channels), i % channels];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const wave = (x * (3 + c) + y * (5 - c) + seed * 7) % 64;
    data[i] = Math.floor(((wave * 3 + (state >>> 26)) * full) / 255);
  }
  return { width, height, channels, data };
}

function pair(shape: Shape, seeds: readonly [number, number]): { lit: Raster; dark: Raster } {
  const dark = picture(shape, seeds[1]);
  return { lit: picture(shape, seeds[0]), dark: { ...dark, data: dark.data.map((v) => Math.floor(v / 3)) } };
}

async function stored(name: string): Promise<Raster> {
  const { data, info } = await sharp(fileURLToPath(golden(name)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
}

const lifted = (raster: Raster, power: number): Raster => ({
  ...raster,
  data: raster.data.map((value) => Math.round((value / 255) ** power * 255)),
});

const expanded = (raster: Raster): Raster => ({
  ...raster,
  channels: 3,
  data: Uint8Array.from({ length: raster.data.length * 3 }, (_, i) => raster.data[Math.floor(i / 3)]!),
});

/** All scores of a pair, as the workers compute them. */
function allScores(distorted: Raster, reference: Raster): Record<string, number | null | undefined> {
  const tasks = scoreTasks(MetricId.options, distorted);
  const scores = runScoreTasks(tasks, { distorted, reference });
  return { ...scores, gain: exposureGain(distorted, reference) };
}

function expectFigures(
  scores: Record<string, number | null | undefined>,
  row: Record<string, unknown>,
): void {
  for (const [id, value] of Object.entries(figuresOf(row))) {
    const off = Math.abs((scores[id] ?? NaN) - value);
    expect(off, `${id} is ${String(scores[id])}, not ${value}`).toBeLessThan(
      tolerances[id as keyof typeof tolerances],
    );
  }
}

describe('metrics', () => {
  it.each(made)('are those of other code: $width × $height × $channels, full scale $full', (row) => {
    const { lit, dark } = pair(row, row.seeds);
    expectFigures(allScores(dark, lit), row);
  });

  it.each(photos)(
    'are those of other code: $photo, to the power of $power',
    async ({ photo, power, ...row }) => {
      const [low, truth] = [await stored(`${photo}-low.png`), await stored(`${photo}-truth.png`)];
      expect(Object.keys(figuresOf(row)).sort()).toEqual([...Computed.options, 'gain'].sort());
      expectFigures(allScores(lifted(low, power), truth), row);
    },
  );

  it('each have a row, in the order of the contract', () => {
    expect(metricTable.map(({ id }) => id)).toEqual(MetricId.options);
  });

  it('of equal pictures are the best there are', () => {
    const { lit } = pair({ width: 170, height: 165, channels: 3, full: 255 }, [1, 2]);
    const scores = allScores(lit, lit);
    for (const { id, range, better } of computedRows) {
      const best = better === 'higher' ? range[1] : range[0];
      if (best === null) expect(scores[id]).toBeNull();
      else expect(scores[id]).toBeCloseTo(best, 6);
    }
    expect(psnr({ raster: lit }, lit)).toBe(Infinity);
    expect(scores.gain).toBe(1);
  });

  it('take grey for three equal channels, and 16 bits for 8 stretched', () => {
    const row = made.find(({ channels }) => channels === 1)!;
    const { lit, dark } = pair(row, row.seeds);
    const wide = { ...dark, data: Uint16Array.from(dark.data, (value) => value * 257) };
    const expected = allScores(dark, lit);
    for (const other of [expanded(dark), wide]) {
      const scores = allScores(other, lit);
      for (const [id, value] of Object.entries(scores)) expect(value).toBeCloseTo(expected[id]!, 6);
    }
  });

  it('of Enhance are these, plain and at the truth’s mean, each with its unit', () => {
    const row = made[0]!;
    const { lit, dark } = pair(row, row.seeds);
    const tasks = scoreTasks(pairMetrics, lit);
    const pairGain = exposureGain(dark, lit);
    const scores = pairScoreOf({
      scores: runScoreTasks(tasks, { distorted: dark, reference: lit }),
      gain: pairGain,
    });
    expect(scores.plain.map(({ id, unit, better }) => ({ id, unit, better }))).toEqual([
      { id: 'psnr', unit: 'dB', better: 'higher' },
      { id: 'ssim', unit: null, better: 'higher' },
    ]);
    const all = allScores(dark, lit);
    expect(valueOf(scores, 'psnr')).toBe(all.psnr);
    expect(valueOf(scores, 'psnr', { variant: 'matched' })).toBe(all.psnrGtMean);
    expect(valueOf(scores, 'ssim', { variant: 'matched' })).toBe(all.ssimGtMean);
    expect(scores.gain).toBe(all.gain);
  });

  it('tell how much is done, from the first rows to the end', () => {
    const { lit, dark } = pair({ width: 40, height: 1200, channels: 3, full: 255 }, [1, 2]);
    for (const run of [
      (report: (done: number) => void) =>
        runScoreTasks(scoreTasks(pairMetrics, lit), { distorted: dark, reference: lit }, report),
      (report: (done: number) => void) => flip(dark, lit, { report }),
      (report: (done: number) => void) => deltaE(dark, lit, { report }),
    ]) {
      const told: number[] = [];
      run((done) => told.push(done));
      expect(told.length).toBeGreaterThan(9);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.at(-1)).toBeGreaterThan(0.9);
    }
  });

  it.each(computedRows.map(({ id, leastSide }) => ({ id, leastSide })))(
    'of a pair as small as can be have a number, and of a smaller one none: $id',
    ({ id, leastSide }) => {
      const { lit, dark } = pair({ ...made[0]!, width: leastSide, height: leastSide }, [1, 2]);
      expect(Number.isFinite(allScores(dark, lit)[id])).toBe(true);
      const less = { ...dark, width: leastSide - 1 };
      expect(scoreTasks([id], less)).toEqual([]);
    },
  );

  it('at odd sides repeat the last pixels for the smaller scales', () => {
    const { lit, dark } = pair({ width: 163, height: 177, channels: 3, full: 255 }, [1, 2]);
    const value = msSsim({ raster: dark }, lit);
    expect(value).toBeGreaterThan(0);
    expect(msSsim({ raster: lit }, dark)).toBeCloseTo(value, 6);
  });

  it('leave a black picture as it is when exposures are matched', () => {
    const { lit } = pair(made[0]!, [1, 2]);
    const black = { ...lit, data: lit.data.map(() => 0) };
    expect(exposureGain(black, lit)).toBe(1);
  });

  it('refuse other sizes, and pictures smaller than the window', () => {
    const { lit } = pair(made[0]!, [1, 2]);
    const { lit: other } = pair({ ...made[0]!, width: 41 }, [1, 2]);
    const { lit: small } = pair({ ...made[0]!, width: leastScoredSide - 1 }, [1, 2]);
    expect(() => psnr({ raster: other }, lit)).toThrow(RangeError);
    expect(() => ssim({ raster: other }, lit)).toThrow(RangeError);
    expect(() => flip(other, lit)).toThrow(RangeError);
    expect(() => deltaE(other, lit)).toThrow(RangeError);
    expect(() => ssim({ raster: small }, small)).toThrow(RangeError);
    expect(scoreTasks(pairMetrics, small).flatMap(({ ids }) => ids)).toEqual(['psnr', 'psnrGtMean']);
  });
});
