import { describe, expect, it } from 'vitest';
import { psnr } from '../metric/psnr';
import { ssim } from '../metric/structure';
import type { Raster } from '../raster';
import { pictureLoss, psnrOf, type PictureLossName, type UnitPicture } from './pictureLoss';
import { seeded } from './random';

const [width, height] = [17, 14];

function raster(seed: number): Raster {
  const random = seeded(seed);
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) =>
    Math.round(255 * Math.min(1, Math.max(0, 0.4 + 0.3 * Math.sin(at / 9) + 0.1 * random.normal()))),
  );
  return { width, height, channels: 3, data };
}

function samples({ data }: Raster): UnitPicture {
  return { width, height, channels: 3, data: Float64Array.from(data, (value) => value / 255) };
}

const [one, other] = [raster(1), raster(2)];
const [prediction, target] = [samples(one), samples(other)];

describe.each(['mse', 'mae', 'charbonnier', 'ssim'] as const)('%s of a picture', (name: PictureLossName) => {
  it('has the gradient that finite differences give', () => {
    const { gradient } = pictureLoss(name, prediction, target);
    const step = 1e-6;
    // Corners, edges and the middle.
    for (const at of [0, 1, 50, 3 * width, 200, 333, 350, 401, 500, width * height * 3 - 1]) {
      const moved = (by: number): number => {
        const data = prediction.data.slice();
        data[at] = (data[at] ?? 0) + by;
        return pictureLoss(name, { ...prediction, data }, target).value;
      };
      expect(Math.abs((gradient[at] ?? NaN) - (moved(step) - moved(-step)) / (2 * step))).toBeLessThan(1e-6);
    }
  });

  it('is nothing between equal pictures', () => {
    const { value, gradient } = pictureLoss(name, target, target);
    expect(value).toBeCloseTo(name === 'charbonnier' ? 1e-3 : 0, 10);
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-10);
  });
});

it('is the scores’ own SSIM and PSNR', () => {
  expect(1 - pictureLoss('ssim', prediction, target).value).toBeCloseTo(ssim({ raster: one }, other), 6);
  expect(psnrOf(pictureLoss('mse', prediction, target).value)).toBeCloseTo(psnr({ raster: one }, other), 10);
  expect(psnrOf(0)).toBe(Infinity);
});

it('refuses pictures that do not fit', () => {
  const small: UnitPicture = { width: 5, height: 5, channels: 1, data: new Float64Array(25) };
  expect(() => pictureLoss('mse', small, target)).toThrow(RangeError);
  expect(() => pictureLoss('ssim', small, small)).toThrow(RangeError);
});
