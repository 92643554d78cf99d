import type { ErrorKind, MapLegend } from '@contract';
import type { Raster } from '../raster';
import { deltaE } from './deltaE';
import { flip } from './flip';
import { magma } from './magma';
import { assertSameSize, comparedChannels, readRow, type MapSink, type Report } from './samples';
import { structure } from './structure';

/** What the ends of the colours stand for. They are the same for all pictures, so that maps can be compared. */
export const mapLegends: Readonly<Record<ErrorKind, MapLegend>> = {
  absolute: { from: 0, to: 0.25, unit: null },
  ssim: { from: 1, to: 0, unit: null },
  deltaE: { from: 0, to: 25, unit: 'ΔE' },
  flip: { from: 0, to: 1, unit: null },
};

/** 8-bit RGB rows. */
export type DrawnMap = { width: number; height: number; data: Uint8Array<ArrayBuffer> };

/**
 * Where two pictures differ, in the colours of magma, from black (equal) to light yellow, 8-bit RGB. A map that is larger than `size` on
 * its long edge is made smaller by means. Pixels without a value, at the border of SSIM, are black.
 * @throws RangeError when the sizes differ, or the picture is too small for SSIM
 */
export function errorMap(
  kind: ErrorKind,
  { distorted, reference }: { distorted: Raster; reference: Raster },
  { size, report }: { size: number; report: Report },
): DrawnMap {
  assertSameSize(distorted, reference);
  const map = new ReducedMap(reference, size);
  const sink: MapSink = (place, values) => {
    map.add(place, values);
  };
  switch (kind) {
    case 'absolute':
      absolute({ distorted, reference }, sink);
      break;
    case 'ssim':
      structure({ raster: distorted }, reference, { wants: ['ssim'], report, sink });
      break;
    case 'deltaE':
      deltaE(distorted, reference, { report, sink });
      break;
    case 'flip':
      flip(distorted, reference, { report, sink });
      break;
  }
  report(1);
  return map.coloured(mapLegends[kind]);
}

/** Mean difference of the channels, of full scale. */
function absolute({ distorted, reference }: { distorted: Raster; reference: Raster }, sink: MapSink): void {
  const { width, height } = reference;
  const channels = comparedChannels(distorted, reference);
  const [a, b] = [new Float64Array(width), new Float64Array(width)];
  const values = new Float32Array(width);
  for (let y = 0; y < height; y += 1) {
    values.fill(0);
    for (let channel = 0; channel < channels; channel += 1) {
      readRow({ raster: distorted }, { row: y, channel }, a);
      readRow({ raster: reference }, { row: y, channel }, b);
      for (let x = 0; x < width; x += 1)
        values[x] = (values[x] ?? 0) + Math.abs((a[x] ?? 0) - (b[x] ?? 0)) / channels;
    }
    sink({ x: 0, y, count: width }, values);
  }
}

/** Means of a map's values over cells. */
class ReducedMap {
  readonly #width: number;
  readonly #height: number;
  readonly #scale: number;
  readonly #sums: Float32Array;
  readonly #counts: Uint32Array;

  constructor({ width, height }: Raster, size: number) {
    this.#scale = Math.min(1, size / Math.max(width, height));
    this.#width = Math.max(1, Math.round(width * this.#scale));
    this.#height = Math.max(1, Math.round(height * this.#scale));
    this.#sums = new Float32Array(this.#width * this.#height);
    this.#counts = new Uint32Array(this.#width * this.#height);
  }

  add({ x, y, count }: { x: number; y: number; count: number }, values: Float32Array): void {
    const from = Math.min(this.#height - 1, Math.floor(y * this.#scale)) * this.#width;
    for (let i = 0; i < count; i += 1) {
      const cell = from + Math.min(this.#width - 1, Math.floor((x + i) * this.#scale));
      this.#sums[cell] = (this.#sums[cell] ?? 0) + (values[i] ?? 0);
      this.#counts[cell] = (this.#counts[cell] ?? 0) + 1;
    }
  }

  coloured({ from, to }: MapLegend): DrawnMap {
    const data = new Uint8Array(this.#sums.length * 3);
    for (const [cell, sum] of this.#sums.entries()) {
      const count = this.#counts[cell] ?? 0;
      const share = count === 0 ? 0 : (sum / count - from) / (to - from);
      data.set(magma(share), 3 * cell);
    }
    return { width: this.#width, height: this.#height, data };
  }
}
