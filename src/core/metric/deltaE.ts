import type { Raster } from '../raster';
import { ciede2000, type Lab } from './ciede2000';
import { deltaECode } from './deltaECode';
import { Planes, type LaneRun } from './lanes/Planes';
import { assertSameSize, silent, type MapSink, type Report } from './samples';
import { labOf, readLight, type LightRow } from './srgbLab';
import { f32 } from './values';

/** Bins of a unit of ΔE for the percentile. */
const binsAUnit = 1000;
/** No two colours of sRGB are further apart. */
const mostDelta = 200;
const rowsAReport = 64;
const percentile = 0.95;

type Options = { readonly report?: Report | undefined; readonly sink?: MapSink | undefined };

/**
 * Differences of colour as people see them, CIEDE2000, of pictures in sRGB: the mean, and the 95th percentile to within 0.001. Lower is
 * better; 1 is just visible.
 * @throws RangeError when the sizes differ
 */
export function deltaE(
  distorted: Raster,
  reference: Raster,
  { report = silent, sink }: Options = {},
): { mean: number; percentile95: number } {
  assertSameSize(distorted, reference);
  const { width, height } = reference;
  const rows = new Rows(width);
  const bins = new Uint32Array(mostDelta * binsAUnit + 1);
  let sum = 0;
  for (let y = 0; y < height; y += 1) {
    const values = rows.compare(distorted, reference, y);
    for (let x = 0; x < width; x += 1) {
      const value = f32(values, x);
      sum += value;
      const bin = (value * binsAUnit + 0.5) | 0;
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    sink?.({ x: 0, y, count: width }, values);
    if (y % rowsAReport === rowsAReport - 1) report((y + 1) / height);
  }
  return { mean: sum / (width * height), percentile95: percentileOf(bins, width * height) };
}

/** Room for a row of both pictures. */
class Rows {
  readonly #first: LightRow;
  readonly #second: LightRow;
  readonly #values: Float32Array;
  readonly #run: LaneRun;

  constructor(private readonly width: number) {
    const planes = new Planes(7 * width, 7);
    const light = (): LightRow => [planes.plane(width), planes.plane(width), planes.plane(width)];
    [this.#first, this.#second, this.#values] = [light(), light(), planes.plane(width)];
    this.#run = planes.lanes(deltaECode);
  }

  /** The differences of a row. They are written over by the next one. */
  compare(distorted: Raster, reference: Raster, row: number): Float32Array {
    const place = { x: 0, row, count: this.width };
    readLight(distorted, place, this.#first);
    readLight(reference, place, this.#second);
    const values = this.#values;
    this.#run([...this.#first, ...this.#second, values], { count: this.width });
    for (let x = 0; x < this.width; x += 1)
      if (f32(values, x) < 0) values[x] = ciede2000(labAt(this.#first, x), labAt(this.#second, x));
    return values;
  }
}

function labAt([red, green, blue]: LightRow, x: number): Lab {
  return labOf(f32(red, x), f32(green, x), f32(blue, x));
}

function percentileOf(bins: Uint32Array, count: number): number {
  const rank = percentile * (count - 1);
  let upToHere = 0;
  const bin = bins.findIndex((size) => {
    upToHere += size;
    return upToHere > rank;
  });
  return bin / binsAUnit;
}
