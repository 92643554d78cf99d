/**
 * @file The windows of FLIP, one side of each; they are separable and have the sum 1.
 * @see Andersson et al. 2020, doi:10.1145/3406183, sections 4.1.1 and 4.2, and the authors' separatedConvolutions.pdf
 */

/** Contrast sensitivity: weight and width of the Gaussians of the three opponent channels. Blue against yellow is the sum of two. */
const sensitivity = {
  achromatic: { a: 1, b: 0.0047 },
  redGreen: { a: 1, b: 0.0053 },
  blueYellow: [
    { a: 34.1, b: 0.04 },
    { a: 13.5, b: 0.025 },
  ],
} as const;

/** Width of the edges and points that people notice, degrees. */
const featureWidth = 0.082;
/** Weights below this part of the greatest add nothing that a float can hold. */
const negligible = 1e-9;

export type FlipFilters = {
  readonly achromatic: Float32Array;
  readonly redGreen: Float32Array;
  readonly blueYellow: readonly [Float32Array, Float32Array];
  /** A Gaussian, and its first and second derivatives: edges and points. */
  readonly smooth: Float32Array;
  readonly edge: Float32Array;
  readonly point: Float32Array;
  /** The largest reach of any of them, pixels. */
  readonly radius: number;
};

/** @param ppd pixels a degree of the field of view */
export function flipFilters(ppd: number): FlipFilters {
  const [wide, narrow] = sensitivity.blueYellow;
  const radius = Math.ceil(3 * Math.sqrt(wide.b / (2 * Math.PI ** 2)) * ppd);
  const sigma = 0.5 * featureWidth * ppd;
  const reach = Math.ceil(3 * sigma);
  const bell = around(reach, (x) => Math.exp(-(x * x) / (2 * sigma * sigma)));
  return {
    achromatic: trimmed(normalised(gaussian(sensitivity.achromatic, radius, ppd))),
    redGreen: trimmed(normalised(gaussian(sensitivity.redGreen, radius, ppd))),
    blueYellow: pairOf(gaussian(wide, radius, ppd), gaussian(narrow, radius, ppd)),
    smooth: Float32Array.from(normalised(bell)),
    edge: balanced(around(reach, (x) => -x * (bell[x + reach] ?? 0))),
    point: balanced(around(reach, (x) => ((x * x) / (sigma * sigma) - 1) * (bell[x + reach] ?? 0))),
    radius: Math.max(radius, reach),
  };
}

function around(radius: number, value: (x: number) => number): number[] {
  return Array.from({ length: 2 * radius + 1 }, (_, at) => value(at - radius));
}

/** One side of a Gaussian whose product with itself has the weight a·√(π/b). */
function gaussian({ a, b }: { a: number; b: number }, radius: number, ppd: number): number[] {
  const height = Math.sqrt(a * Math.sqrt(Math.PI / b));
  return around(radius, (x) => height * Math.exp((-(Math.PI ** 2) * (x / ppd) ** 2) / b));
}

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function normalised(values: readonly number[]): number[] {
  const sum = sumOf(values);
  return values.map((value) => value / sum);
}

/** Two windows whose squares together have the sum 1. */
function pairOf(first: readonly number[], second: readonly number[]): [Float32Array, Float32Array] {
  const by = Math.hypot(sumOf(first), sumOf(second));
  const scaled = (values: readonly number[]) => Float32Array.from(values, (value) => value / by);
  return [scaled(first), scaled(second)];
}

/** Positive weights have the sum 1, negative ones −1. */
function balanced(values: readonly number[]): Float32Array {
  const positive = sumOf(values.filter((value) => value > 0));
  const negative = -sumOf(values.filter((value) => value < 0));
  return Float32Array.from(values, (value) => (value === 0 ? 0 : value / (value > 0 ? positive : negative)));
}

/** Without the ends that add nothing. */
function trimmed(values: readonly number[]): Float32Array {
  const most = Math.max(...values);
  const first = values.findIndex((value) => value > most * negligible);
  return Float32Array.from(values.slice(first, values.length - first));
}
