import type { Baseline } from '@contract';
import { allocate, fullScale, type Raster } from '../raster';
import { clahe } from './clahe';
import { equalised } from './equalised';

/** The exponent of the usual gamma correction of dark photos. */
const gamma = 1 / 2.2;

/** What each baseline does, in a sentence. */
export const baselineWords: Readonly<Record<Baseline, string>> = {
  nothing: 'the photo as it is',
  gamma: 'stored values to the power of 1 / 2.2',
  equalised: 'the histogram of the luma (BT.601) is made even, as OpenCV’s equalizeHist does',
  clahe:
    'contrast-limited adaptive equalisation of the luma, clip limit 2, 8 × 8 tiles, as OpenCV’s CLAHE does',
};

/** What anybody can do without a network: a new picture, or the same one for `nothing`. */
export function applyBaseline(baseline: Baseline, raster: Raster): Raster {
  switch (baseline) {
    case 'nothing':
      return raster;
    case 'gamma':
      return withTable(raster, (value) => value ** gamma);
    case 'equalised':
      return withLuma(raster, equalised(lumaOf(raster)));
    case 'clahe':
      return withLuma(raster, clahe({ ...raster, data: lumaOf(raster) }));
  }
}

function withTable(raster: Raster, curve: (value: number) => number): Raster {
  const full = fullScale(raster.data);
  const table = allocate(raster.data, full + 1);
  for (let value = 0; value <= full; value += 1) table[value] = Math.round(curve(value / full) * full);
  return { ...raster, data: raster.data.map((value) => table[value] ?? 0) };
}

/** Luma of each pixel, levels of 255. @see ITU-R BT.601 */
function lumaOf({ width, height, channels, data }: Raster): Uint8Array {
  const scale = 255 / fullScale(data);
  const luma = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += channels) {
    const grey =
      channels === 1
        ? (data[at] ?? 0)
        : 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    luma[pixel] = Math.round(grey * scale);
  }
  return luma;
}

/** The picture with another luma and its own colour differences, clipped. @param change levels of 255 to add, one a pixel */
function withLuma(raster: Raster, change: Int16Array): Raster {
  const { channels, data } = raster;
  const full = fullScale(data);
  const scale = full / 255;
  const result = allocate(data, data.length);
  for (let at = 0; at < data.length; at += 1) {
    const moved = (data[at] ?? 0) + (change[Math.floor(at / channels)] ?? 0) * scale;
    result[at] = Math.min(full, Math.max(0, moved));
  }
  return { ...raster, data: result };
}
