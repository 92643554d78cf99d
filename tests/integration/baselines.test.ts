import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Baseline } from '@contract';
import { applyBaseline, type Raster } from '@core';

const golden = (name: string) => new URL(`../golden/${name}`, import.meta.url);

/** From training/candela_training/golden_metrics.py: what OpenCV makes of the luma of a part of a sample. */
const { baselines } = z
  .object({
    baselines: z
      .array(
        z.object({
          width: z.int(),
          height: z.int(),
          step: z.int(),
          equalised: z.array(z.int()),
          clahe: z.array(z.int()),
        }),
      )
      .min(2),
  })
  .parse(JSON.parse(readFileSync(golden('metrics.json'), 'utf8')));

async function luma(width: number, height: number): Promise<Raster> {
  const { data, info } = await sharp(fileURLToPath(golden('street-low.png')))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = Uint8Array.from({ length: width * height }, (_, at) => {
    const from = (Math.floor(at / width) * info.width + (at % width)) * 3;
    return Math.round(0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!);
  });
  return { width, height, channels: 1, data: grey };
}

const wide = (raster: Raster): Raster => ({
  ...raster,
  data: Uint16Array.from(raster.data, (value) => value * 257),
});

describe('baselines', () => {
  it.each(baselines)(
    'are those of OpenCV on $width × $height',
    async ({ width, height, step, ...expected }) => {
      const grey = await luma(width, height);
      for (const name of ['equalised', 'clahe'] as const) {
        const { data } = applyBaseline(name, grey);
        // OpenCV mixes the tables of CLAHE in 32-bit floats; halves may fall to the other side.
        const off = expected[name].map((value, at) => Math.abs(value - data[at * step]!));
        expect(Math.max(...off), name).toBeLessThanOrEqual(name === 'clahe' ? 1 : 0);
        expect(off.filter((one) => one > 0).length).toBeLessThan(off.length / 20);
      }
    },
  );

  it.each(Baseline.options)('keep size, depth and grey: %s', async (name) => {
    const grey = await luma(40, 30);
    const [of8, of16] = [applyBaseline(name, grey), applyBaseline(name, wide(grey))];
    expect({ ...of16, data: null }).toEqual({ ...grey, data: null });
    expect(of16.data).toBeInstanceOf(Uint16Array);
    const off = [...of8.data].map((value, at) => Math.abs(value - of16.data[at]! / 257));
    expect(Math.max(...off)).toBeLessThanOrEqual(0.5);
  });

  it('leave a flat picture flat, and colours their difference', () => {
    const flat: Raster = { width: 20, height: 20, channels: 3, data: new Uint8Array(1200).fill(40) };
    expect(new Set(applyBaseline('equalised', flat).data)).toEqual(new Set([40]));
    const warm: Raster = {
      ...flat,
      data: Uint8Array.from({ length: 1200 }, (_, at) => [60, 40, 30][at % 3]! + (at < 600 ? 0 : 20)),
    };
    const { data } = applyBaseline('clahe', warm);
    expect([data[0]! - data[1]!, data[1]! - data[2]!]).toEqual([20, 10]);
  });

  it('brighten by gamma as they say, and do nothing where they are nothing', () => {
    const raster: Raster = {
      width: 2,
      height: 1,
      channels: 3,
      data: Uint8Array.of(0, 10, 64, 128, 200, 255),
    };
    expect([...applyBaseline('gamma', raster).data]).toEqual([0, 59, 136, 186, 228, 255]);
    expect(applyBaseline('nothing', raster)).toBe(raster);
  });
});
