import type { Raster } from '../raster';
import { assertSameSize, comparedChannels, readRow, silent, type Report, type Scored } from './samples';

/** Side of the window. Smaller pictures have no score. */
export const ssimWindow = 11;

const border = (ssimWindow - 1) / 2;
const rowsAReport = 64;
const sigma = 1.5;
const c1 = 0.01 ** 2;
const c2 = 0.03 ** 2;

/** The Gaussian's weights from the middle outwards. The whole window sums to 1. */
const weights = gaussian();

function gaussian(): readonly number[] {
  const bell = Array.from({ length: border + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)));
  const sum = bell.reduce((total, value, i) => total + value * (i === 0 ? 1 : 2), 0);
  return bell.map((value) => value / sum);
}

/**
 * Structural similarity, −1 to 1, higher is better. It follows the low-light papers and scikit-image with `gaussian_weights=True,
 * sigma=1.5, use_sample_covariance=False`: a Gaussian window of 11 × 11, σ 1.5, K1 0.01, K2 0.03, each channel by itself, then the
 * mean. The 5 pixels at the border have no whole window and do not count.
 * @see Wang et al. 2004, doi:10.1109/TIP.2003.819861
 * @throws RangeError when the sizes differ or a side is below 11 pixels
 */
export function ssim(distorted: Scored, reference: Raster, report: Report = silent): number {
  assertSameSize(distorted.raster, reference);
  const { width, height } = reference;
  if (Math.min(width, height) < ssimWindow) throw new RangeError('the picture is smaller than the window');
  const channels = comparedChannels(distorted.raster, reference);
  let sum = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    const pair = { distorted, reference: { raster: reference }, channel };
    sum += channelSum(pair, (done) => {
      report((channel + done) / channels);
    });
  }
  return sum / ((width - 2 * border) * (height - 2 * border) * channels);
}

type Channel = { distorted: Scored; reference: Scored; channel: number };

/**
 * One average over the window. A row is averaged horizontally when it arrives, and waits in a ring of eleven rows until the five
 * rows after it have arrived. This equals the window's sum and takes 12 steps a sample instead of 121.
 */
class WindowMean {
  /** The next row, filled by the caller. */
  readonly row: Float64Array;
  /** The average around the row that came five rows ago. */
  readonly mean: Float64Array;
  readonly #ring: Float64Array;

  constructor(width: number) {
    this.row = new Float64Array(width);
    this.mean = new Float64Array(width);
    this.#ring = new Float64Array(ssimWindow * width);
  }

  /** Takes `row` as the picture's row `index`. */
  take(index: number): void {
    blurAcross(this.row, this.#ring.subarray((index % ssimWindow) * this.row.length));
  }

  average(index: number): void {
    blurDown(this.#ring, index, this.mean);
  }
}

/** Sums over a channel. Only the sum of the variances counts, so four averages are enough: of x, y, x² + y² and xy. */
function channelSum({ distorted, reference, channel }: Channel, report: Report): number {
  const { width, height } = reference.raster;
  const of = (): WindowMean => new WindowMean(width);
  const [x, y, squares, products] = [of(), of(), of(), of()];
  const all = [x, y, squares, products];
  let sum = 0;
  for (let row = 0; row < height; row += 1) {
    readRow(distorted, { row, channel }, x.row);
    readRow(reference, { row, channel }, y.row);
    multiply(x.row, y.row, { squares: squares.row, products: products.row });
    for (const mean of all) mean.take(row);
    if (row % rowsAReport === rowsAReport - 1) report((row + 1) / height);
    if (row < 2 * border) continue;
    for (const mean of all) mean.average(row - border);
    sum += similarity({ x: x.mean, y: y.mean, squares: squares.mean, products: products.mean });
  }
  return sum;
}

type Products = { squares: Float64Array; products: Float64Array };

function multiply(x: Float64Array, y: Float64Array, { squares, products }: Products): void {
  for (let i = 0; i < x.length; i += 1) {
    const a = x[i] ?? 0;
    const b = y[i] ?? 0;
    squares[i] = a * a + b * b;
    products[i] = a * b;
  }
}

/** The window along a row. The eleven samples under it stay in registers, and each step reads one. */
function blurAcross(row: Float64Array, target: Float64Array): void {
  // Local constants, so that they are not fetched at each step.
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0] = weights;
  const sample = (i: number): number => row[i] ?? 0;
  let [a, b, c, d, e] = [sample(0), sample(1), sample(2), sample(3), sample(4)];
  let [f, g, h, i, j] = [sample(5), sample(6), sample(7), sample(8), sample(9)];
  for (let x = ssimWindow - 1; x < row.length; x += 1) {
    const k = row[x] ?? 0;
    target[x - border] = w0 * f + w1 * (e + g) + w2 * (d + h) + w3 * (c + i) + w4 * (b + j) + w5 * (a + k);
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = g;
    g = h;
    h = i;
    i = j;
    j = k;
  }
}

/** The window's average around row `index`, from the eleven rows in the ring. */
function blurDown(ring: Float64Array, index: number, target: Float64Array): void {
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0] = weights;
  const width = target.length;
  const slot = (offset: number): number => ((index + offset) % ssimWindow) * width;
  const at = (i: number): number => ring[i] ?? 0;
  const middle = slot(0);
  const [a1, a2, a3, a4, a5] = [slot(-1), slot(-2), slot(-3), slot(-4), slot(-5)];
  const [b1, b2, b3, b4, b5] = [slot(1), slot(2), slot(3), slot(4), slot(5)];
  for (let x = border; x < width - border; x += 1) {
    target[x] =
      w0 * at(middle + x) +
      w1 * (at(a1 + x) + at(b1 + x)) +
      w2 * (at(a2 + x) + at(b2 + x)) +
      w3 * (at(a3 + x) + at(b3 + x)) +
      w4 * (at(a4 + x) + at(b4 + x)) +
      w5 * (at(a5 + x) + at(b5 + x));
  }
}

type Means = Products & { x: Float64Array; y: Float64Array };

function similarity({ x, y, squares, products }: Means): number {
  let sum = 0;
  for (let i = border; i < x.length - border; i += 1) {
    const a = x[i] ?? 0;
    const b = y[i] ?? 0;
    const ab = a * b;
    const both = a * a + b * b;
    const variances = (squares[i] ?? 0) - both;
    const covariance = (products[i] ?? 0) - ab;
    sum += ((2 * ab + c1) * (2 * covariance + c2)) / ((both + c1) * (variances + c2));
  }
  return sum;
}
