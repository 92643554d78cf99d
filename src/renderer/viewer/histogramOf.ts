import type { MixSettings } from '@contract';
import { finishing, histogram, type Histogram } from '@core';
import type { ViewerLayers, ViewerPicture } from './viewerProps';

export type Histograms = { readonly before: Histogram; readonly after: Histogram | null };

/** The most pixels counted. Each level's share is then correct to a fifth of a per cent, in a few milliseconds. */
const mostPixels = 100_000;

/**
 * Histograms of the photo and of its finished result, from the drafts.
 * In large drafts every n-th pixel of every n-th row is counted, the same ones in both.
 */
export function histogramOf(
  { lowLight, enhanced }: Pick<ViewerLayers, 'lowLight' | 'enhanced'>,
  mix: MixSettings,
): Histograms {
  const grid = gridOf(lowLight.picture);
  const original = thinned(lowLight.picture, grid);
  const before = histogram({ ...original, channels: 3 });
  if (enhanced === null) return { before, after: null };
  const result = thinned(enhanced.picture, grid);
  finishing(mix, { bits: 8, channels: 3 })(result.data, original.data);
  return { before, after: histogram({ ...result, channels: 3 }) };
}

type Grid = { readonly width: number; readonly height: number };

function gridOf({ width, height }: ViewerPicture): Grid {
  const step = Math.ceil(Math.sqrt((width * height) / mostPixels));
  return { width: Math.ceil(width / step), height: Math.ceil(height / step) };
}

/** A copy of the picture's pixels on a grid relative to its size. */
function thinned(picture: ViewerPicture, { width, height }: Grid): ViewerPicture {
  const data = new Uint8Array(width * height * 3);
  const columns = Array.from({ length: width }, (_, x) => 3 * Math.floor((x * picture.width) / width));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * picture.height) / height) * picture.width * 3;
    for (const column of columns) {
      const from = row + column;
      data[to] = picture.data[from] ?? 0;
      data[to + 1] = picture.data[from + 1] ?? 0;
      data[to + 2] = picture.data[from + 2] ?? 0;
      to += 3;
    }
  }
  return { width, height, data };
}
