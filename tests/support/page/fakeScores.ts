/** @file Scores for pages without an engine. */
import type { PairScore, Score } from '@contract';
import { exposureGain, psnr, type Raster } from '@core';

type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8Array };

const raster = (pixels: Pixels): Raster => ({ ...pixels, channels: 3 });

/** The engine's own scores need WebAssembly, which no page may run: SSIM is that of one window over the whole picture. */
export function score(picture: Pixels, truth: Pixels): PairScore {
  const [distorted, reference] = [raster(picture), raster(truth)];
  const gain = exposureGain(distorted, reference);
  const rows = (factor: number): Score[] => [
    {
      id: 'psnr',
      value: finite(psnr({ raster: distorted, gain: factor }, reference)),
      unit: 'dB',
      better: 'higher',
    },
    { id: 'ssim', value: oneWindow(picture, truth, factor), unit: null, better: 'higher' },
  ];
  return { plain: rows(1), matched: rows(gain), gain };
}

function oneWindow({ data }: Pixels, truth: Pixels, gain: number): number {
  const count = data.length;
  let [a, b, squares, products] = [0, 0, 0, 0];
  for (const [at, value] of data.entries()) {
    const [x, y] = [Math.min(1, (value / 255) * gain), truth.data[at]! / 255];
    a += x / count;
    b += y / count;
    squares += (x * x + y * y) / count;
    products += (x * y) / count;
  }
  const [c1, c2] = [0.01 ** 2, 0.03 ** 2];
  const similar = (2 * a * b + c1) * (2 * (products - a * b) + c2);
  return similar / ((a * a + b * b + c1) * (squares - a * a - b * b + c2));
}

/** Infinite for equal pictures. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
