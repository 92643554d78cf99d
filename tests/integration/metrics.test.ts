import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  exposureGain,
  leastScoredSide,
  metricTable,
  psnr,
  scorePair,
  ssim,
  type Metric,
  type Raster,
} from '@core';
import { valueOf } from '../support/scores';

/** From tests/golden/metrics.py, which says how. */
const golden = z
  .array(
    z.object({
      width: z.int(),
      height: z.int(),
      channels: z.union([z.literal(1), z.literal(3)]),
      full: z.union([z.literal(255), z.literal(65535)]),
      seeds: z.tuple([z.int(), z.int()]),
      psnr: z.number(),
      ssim: z.number(),
      gain: z.number(),
      matchedPsnr: z.number(),
      matchedSsim: z.number(),
    }),
  )
  .min(4)
  .parse(JSON.parse(readFileSync(new URL('../golden/metrics.json', import.meta.url), 'utf8')));

type Shape = Pick<(typeof golden)[number], 'width' | 'height' | 'channels' | 'full'>;

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

const expanded = (raster: Raster): Raster => ({
  ...raster,
  channels: 3,
  data: Uint8Array.from({ length: raster.data.length * 3 }, (_, i) => raster.data[Math.floor(i / 3)]!),
});

describe('metrics', () => {
  it.each(golden)('are those of NumPy and SciPy: $width × $height × $channels, full scale $full', (row) => {
    const { lit, dark } = pair(row, row.seeds);
    const gain = exposureGain(dark, lit);
    expect(gain).toBeCloseTo(row.gain, 10);
    expect(psnr({ raster: dark }, lit)).toBeCloseTo(row.psnr, 8);
    expect(ssim({ raster: dark }, lit)).toBeCloseTo(row.ssim, 8);
    expect(psnr({ raster: dark, gain }, lit)).toBeCloseTo(row.matchedPsnr, 8);
    expect(ssim({ raster: dark, gain }, lit)).toBeCloseTo(row.matchedSsim, 8);
  });

  it('of equal pictures are infinite and 1', () => {
    const { lit } = pair(golden[0]!, [1, 2]);
    expect(psnr({ raster: lit }, lit)).toBe(Infinity);
    expect(ssim({ raster: lit }, lit)).toBeCloseTo(1, 12);
    expect(exposureGain(lit, lit)).toBe(1);
  });

  it('take grey for three equal channels, and 16 bits for 8 stretched', () => {
    const row = golden.find(({ channels }) => channels === 1)!;
    const { lit, dark } = pair(row, row.seeds);
    expect(psnr({ raster: expanded(dark) }, lit)).toBeCloseTo(row.psnr, 8);
    expect(ssim({ raster: expanded(dark) }, lit)).toBeCloseTo(row.ssim, 8);
    const wide = { ...dark, data: Uint16Array.from(dark.data, (value) => value * 257) };
    expect(psnr({ raster: wide }, lit)).toBeCloseTo(row.psnr, 8);
    expect(exposureGain(expanded(dark), lit)).toBeCloseTo(row.gain, 10);
  });

  it.each(golden)('of the table are these, each with its unit: $width × $height × $channels', (row) => {
    const { lit, dark } = pair(row, row.seeds);
    const scores = scorePair(dark, lit);
    expect(scores.plain).toEqual([
      { id: 'psnr', value: expect.closeTo(row.psnr, 8) as number, unit: 'dB', better: 'higher' },
      { id: 'ssim', value: expect.closeTo(row.ssim, 8) as number, unit: null, better: 'higher' },
    ]);
    expect(valueOf(scores, 'psnr', { variant: 'matched' })).toBeCloseTo(row.matchedPsnr, 8);
    expect(valueOf(scores, 'ssim', { variant: 'matched' })).toBeCloseTo(row.matchedSsim, 8);
    expect(scores.gain).toBeCloseTo(row.gain, 10);
  });

  it('tell how much is done, from the first rows to the end', () => {
    const { lit, dark } = pair({ ...golden[0]!, height: 300 }, [1, 2]);
    const told: number[] = [];
    scorePair(dark, lit, (done) => told.push(done));
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it.each(metricTable.map((metric): [string, Metric] => [metric.id, metric]))(
    'of a pair as small as can be have a number: %s',
    (_, { compute, leastSide }) => {
      const { lit, dark } = pair({ ...golden[0]!, width: leastSide, height: leastSide }, [1, 2]);
      expect(Number.isFinite(compute({ raster: dark }, lit))).toBe(true);
      expect(leastScoredSide).toBeGreaterThanOrEqual(leastSide);
    },
  );

  it('leave a black picture as it is when exposures are matched', () => {
    const { lit } = pair(golden[0]!, [1, 2]);
    const black = { ...lit, data: lit.data.map(() => 0) };
    expect(exposureGain(black, lit)).toBe(1);
  });

  it('refuse other sizes, and pictures smaller than the window', () => {
    const { lit } = pair(golden[0]!, [1, 2]);
    const { lit: other } = pair({ ...golden[0]!, width: 41 }, [1, 2]);
    const { lit: small } = pair({ ...golden[0]!, width: 10 }, [1, 2]);
    expect(() => psnr({ raster: other }, lit)).toThrow(RangeError);
    expect(() => ssim({ raster: other }, lit)).toThrow(RangeError);
    expect(() => ssim({ raster: small }, small)).toThrow(RangeError);
  });
});
