import { gaussianWeights, weighed, type Plane } from './gaussian';
import { losses } from './losses';

/** A picture of interleaved samples, 0–1. */
export type UnitPicture = {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float64Array;
};

export type PictureLossName = 'mse' | 'mae' | 'charbonnier' | 'ssim';

/** A loss of a whole picture, what each sample has of it, and its gradient by each sample. */
export type PictureLoss = {
  readonly value: number;
  /** Before the mean is taken. */
  readonly each: Float64Array;
  readonly gradient: Float64Array;
};

/** Border and sigma of SSIM's window, and the constants that steady its quotients (Wang et al. 2004). */
const [border, sigma, c1, c2] = [5, 1.5, 0.01 ** 2, 0.03 ** 2];
const window = gaussianWeights(sigma, border);

/** Pictures with a smaller side have no SSIM, pixels. */
export const leastSsimSide = 2 * border + 1;

/**
 * How wrong a picture is. `ssim` stands for 1 − SSIM; its samples within five pixels of the edge have no whole window and count 0.
 * @throws RangeError for pictures of different sizes, or too small for SSIM
 */
export function pictureLoss(
  name: PictureLossName,
  prediction: UnitPicture,
  target: UnitPicture,
): PictureLoss {
  if (prediction.data.length !== target.data.length || prediction.width !== target.width)
    throw new RangeError('pictures of different sizes cannot be compared');
  if (name === 'ssim') return ssimLoss(prediction, target);
  const { of, derivative } = losses[name];
  const count = prediction.data.length;
  const each = prediction.data.map((value, at) => of(value, target.data[at] ?? 0));
  const gradient = prediction.data.map((value, at) => derivative(value, target.data[at] ?? 0) / count);
  return { value: each.reduce((sum, value) => sum + value, 0) / count, each, gradient };
}

/** Peak signal-to-noise ratio of a mean squared error, at full scale 1, in dB. */
export function psnrOf(meanSquaredError: number): number {
  return 10 * Math.log10(1 / meanSquaredError);
}

function ssimLoss(prediction: UnitPicture, target: UnitPicture): PictureLoss {
  const { width, height, channels } = prediction;
  if (Math.min(width, height) < leastSsimSide) throw new RangeError('the picture is smaller than the window');
  const each = new Float64Array(prediction.data.length);
  const gradient = new Float64Array(prediction.data.length);
  const windows = (width - 2 * border) * (height - 2 * border) * channels;
  let sum = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    const [x, y] = [planeOf(prediction, channel), planeOf(target, channel)];
    const own = ssimOfPlane(x, y);
    own.map.forEach((value, at) => {
      if (isInside(x, at)) each[at * channels + channel] = 1 - value;
    });
    sum += own.map.reduce((total, value, at) => total + (isInside(x, at) ? value : 0), 0);
    own.slope.forEach((value, at) => {
      gradient[at * channels + channel] = -value / windows;
    });
  }
  return { value: 1 - sum / windows, each, gradient };
}

function planeOf({ width, height, channels, data }: UnitPicture, channel: number): Plane {
  return {
    width,
    height,
    data: Float64Array.from({ length: width * height }, (_, at) => data[at * channels + channel] ?? 0),
  };
}

/** Whether a pixel has a whole window around it. */
function isInside({ width, height }: Plane, at: number): boolean {
  const [column, row] = [at % width, Math.floor(at / width)];
  return column >= border && column < width - border && row >= border && row < height - border;
}

/** SSIM of each window by its middle, and the derivatives of their sum by each sample of x. */
function ssimOfPlane(x: Plane, y: Plane): { map: Float64Array; slope: Float64Array } {
  const { width, height } = x;
  const times = (one: Plane, other: Plane): Plane => ({
    ...one,
    data: one.data.map((value, at) => value * (other.data[at] ?? 0)),
  });
  const average = (plane: Plane): Float64Array => weighed(plane, window, 'nothing');
  const [mx, my] = [average(x), average(y)];
  const [xx, yy, xy] = [average(times(x, x)), average(times(y, y)), average(times(x, y))];
  const map = new Float64Array(x.data.length);
  const [byMean, bySquare, byProduct] = [map.slice(), map.slice(), map.slice()];
  for (let at = 0; at < map.length; at += 1) {
    if (!isInside(x, at)) continue;
    const [a, b] = [mx[at] ?? 0, my[at] ?? 0];
    const top = [2 * a * b + c1, 2 * ((xy[at] ?? 0) - a * b) + c2] as const;
    const low = [a * a + b * b + c1, (xx[at] ?? 0) - a * a + (yy[at] ?? 0) - b * b + c2] as const;
    const share = top[0] / (low[0] * low[1]);
    const value = share * top[1];
    map[at] = value;
    // By the variance of x, by the covariance, and by the mean of x where both hang on it too.
    const [variance, covariance] = [-value / low[1], 2 * share];
    byMean[at] =
      (2 * b * top[1]) / (low[0] * low[1]) - (2 * a * value) / low[0] - 2 * a * variance - b * covariance;
    bySquare[at] = variance;
    byProduct[at] = covariance;
  }
  const back = (data: Float64Array): Float64Array => average({ width, height, data });
  const [mean, square, product] = [back(byMean), back(bySquare), back(byProduct)];
  const slope = x.data.map(
    (value, at) => (mean[at] ?? 0) + 2 * value * (square[at] ?? 0) + (y.data[at] ?? 0) * (product[at] ?? 0),
  );
  return { map, slope };
}
