import type { Raster, Region, Size } from '../raster';
import { channelOf, halved, type Channel } from './channels';
import { Planes, type LaneRun } from './lanes/Planes';
import { assertSameSize, comparedChannels, type MapSink, type Report, type Scored } from './samples';
import { productsCode, similarityCode } from './structureCode';
import { largestTile, tilesOf } from './tilesOf';

/** Side of SSIM's window. Smaller pictures have no score. */
export const ssimWindow = 11;

const border = (ssimWindow - 1) / 2;
const sigma = 1.5;

/** MS-SSIM's scales, from the full size down. @see Wang, Simoncelli, Bovik 2003, doi:10.1109/ACSSC.2003.1292216 */
const scaleWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333] as const;

/** The window fits into the smallest scale. */
export const leastScaledSide = (ssimWindow - 1) * 2 ** (scaleWeights.length - 1) + 1;

const weights = gaussian();

function gaussian(): Float32Array {
  const bell = Array.from({ length: ssimWindow }, (_, i) =>
    Math.exp(-((i - border) ** 2) / (2 * sigma ** 2)),
  );
  const sumOf = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  const sum = sumOf(bell);
  const rounded = Float32Array.from(bell, (value) => value / sum);
  // The outermost weights are the smallest and therefore the finest: they make up for the rounding of the others.
  const missing = (1 - sumOf(rounded)) / 2;
  for (const end of [0, ssimWindow - 1]) rounded[end] = (rounded[end] ?? 0) + missing;
  return rounded;
}

/** Means over all windows of one channel: SSIM, and its part without the luminance. */
type Similarity = { readonly whole: number; readonly contrast: number };

type Pair = { readonly x: Channel; readonly y: Channel };

type Four = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

/** The averages over the window that SSIM is made of, x, y, x² + y² and xy, and SSIM itself. */
class Windows {
  readonly #stride: number;
  readonly #planes: Planes;
  readonly #sources: Four;
  readonly #means: Four;
  readonly #across: Float32Array;
  readonly #values: Float32Array;
  readonly #multiply: LaneRun;
  readonly #compare: LaneRun;

  /** @param size of the largest area */
  constructor(size: Size) {
    const { width, height } = largestTile(size);
    this.#stride = width + 2 * border;
    const length = this.#stride * (height + 2 * border);
    this.#planes = new Planes(10 * length, 10);
    const plane = (): Float32Array => this.#planes.plane(length);
    this.#sources = [plane(), plane(), plane(), plane()];
    this.#means = [plane(), plane(), plane(), plane()];
    this.#across = plane();
    this.#values = plane();
    this.#multiply = this.#planes.lanes(productsCode);
    this.#compare = this.#planes.lanes(similarityCode);
  }

  /** Takes the averages. @param tile the middles of the windows */
  average({ x, y }: Pair, tile: Region): void {
    const rows = tile.height + 2 * border;
    const [first, second] = this.#sources;
    for (let row = 0; row < rows; row += 1) {
      const place = { x: tile.x - border, row: tile.y - border + row, count: tile.width + 2 * border };
      x.read(place, first.subarray(row * this.#stride));
      y.read(place, second.subarray(row * this.#stride));
    }
    const count = this.#stride * rows;
    this.#multiply(this.#sources, { count, scalars: [x.middle, y.middle] });
    for (const [at, source] of this.#sources.entries()) {
      const target = this.#means[at] ?? this.#across;
      const down = { step: this.#stride, count: this.#stride * tile.height };
      this.#planes.filter({ source, target: this.#across }, weights, { step: 1, count });
      this.#planes.filter({ source: this.#across, target }, weights, down);
    }
  }

  /** The sums over a row of the tile. */
  row({ x, y }: Pair, row: number, count: number): Similarity & { readonly values: Float32Array } {
    const planes = [...this.#means, this.#values].map((plane) => plane.subarray(row * this.#stride));
    this.#compare(planes, { count, scalars: [x.middle, y.middle] });
    const [whole = 0, contrast = 0] = this.#planes.sums;
    return { whole, contrast, values: planes[4] ?? this.#values };
  }
}

/** Where the middles of whole windows are. */
function middles({ width, height }: Size): Region {
  return { x: border, y: border, width: width - 2 * border, height: height - 2 * border };
}

type Watch = { readonly report: Report; readonly sink?: MapSink | undefined };

/** SSIM of one channel. The pixels at the border have no whole window and do not count. */
function similarity(pair: Pair, windows: Windows, { report, sink }: Watch): Similarity {
  const area = middles(pair.x);
  const tiles = tilesOf(area);
  let [whole, contrast] = [0, 0];
  for (const [done, tile] of tiles.entries()) {
    windows.average(pair, tile);
    for (let y = 0; y < tile.height; y += 1) {
      const sums = windows.row(pair, y, tile.width);
      whole += sums.whole;
      contrast += sums.contrast;
      sink?.({ x: tile.x, y: tile.y + y, count: tile.width }, sums.values);
    }
    report((done + 1) / tiles.length);
  }
  const count = area.width * area.height;
  return { whole: whole / count, contrast: contrast / count };
}

function assertLargeEnough({ width, height }: Raster, least: number): void {
  if (Math.min(width, height) < least) throw new RangeError('the picture is smaller than the window');
}

/**
 * Structural similarity, −1 to 1, higher is better. It follows the low-light papers and scikit-image with `gaussian_weights=True,
 * sigma=1.5, use_sample_covariance=False`: a Gaussian window of 11 × 11, σ 1.5, K1 0.01, K2 0.03, each channel by itself, then the
 * mean. The 5 pixels at the border have no whole window and do not count.
 * @see Wang et al. 2004, doi:10.1109/TIP.2003.819861
 * @throws RangeError when the sizes differ or a side is below 11 pixels
 */
export function ssim(distorted: Scored, reference: Raster, report?: Report): number {
  return structure(distorted, reference, { wants: ['ssim'], ...(report && { report }) }).ssim;
}

/**
 * Multi-scale SSIM, 0 to 1, higher is better: contrast at five scales and luminance at the last, each to its power; each channel by
 * itself, then the mean. A negative mean counts as 0.
 * @see Wang, Simoncelli, Bovik 2003, doi:10.1109/ACSSC.2003.1292216
 * @throws RangeError when the sizes differ or a side is below 161 pixels
 */
export function msSsim(distorted: Scored, reference: Raster, report?: Report): number {
  return structure(distorted, reference, { wants: ['msSsim'], ...(report && { report }) }).msSsim;
}

type StructureOptions = {
  readonly wants: readonly ('ssim' | 'msSsim')[];
  readonly report?: Report;
  /** Receives rows of similarities of one channel after the other. */
  readonly sink?: MapSink;
};

/** Both at once: the first scale of MS-SSIM is SSIM's. What is not wanted is not a number. */
export function structure(
  distorted: Scored,
  reference: Raster,
  { wants, report, sink }: StructureOptions,
): { ssim: number; msSsim: number } {
  assertSameSize(distorted.raster, reference);
  const hasScales = wants.includes('msSsim');
  assertLargeEnough(reference, hasScales ? leastScaledSide : ssimWindow);
  const channels = comparedChannels(distorted.raster, reference);
  const windows = new Windows(middles(reference));
  const sums = { ssim: 0, msSsim: 0 };
  for (let channel = 0; channel < channels; channel += 1) {
    const pair = { x: channelOf(distorted, channel), y: channelOf({ raster: reference }, channel) };
    const told: Report = (done) => report?.((channel + done) / channels);
    const first = similarity(pair, windows, {
      report: (done) => {
        told(hasScales ? 0.7 * done : done);
      },
      sink,
    });
    sums.ssim += first.whole;
    sums.msSsim += hasScales ? scaled(pair, windows, first) : NaN;
    told(1);
  }
  return { ssim: sums.ssim / channels, msSsim: sums.msSsim / channels };
}

function scaled(pair: Pair, windows: Windows, first: Similarity): number {
  const watch = { report: () => undefined };
  let [product, { x, y }] = [1, pair];
  let own = first;
  for (const [scale, weight] of scaleWeights.entries()) {
    if (scale > 0) {
      [x, y] = [halved(x), halved(y)];
      own = similarity({ x, y }, windows, watch);
    }
    const isLast = scale === scaleWeights.length - 1;
    product *= Math.max(0, isLast ? own.whole : own.contrast) ** weight;
  }
  return product;
}
