/** Three rows of three. */
export type Matrix = readonly [Row, Row, Row];
export type Row = readonly [number, number, number];

/** CIE 1931 chromaticities of red, green and blue. The default white is D65. */
export type Primaries = {
  readonly red: Point;
  readonly green: Point;
  readonly blue: Point;
  readonly white?: Point;
};
type Point = readonly [x: number, y: number];

/** @see ITU-T H.273 table 2: code points 1, 9 and 12 */
export const primaries = {
  rec709: { red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] },
  rec2020: { red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046] },
  p3: { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] },
  adobeRgb: { red: [0.64, 0.33], green: [0.21, 0.71], blue: [0.15, 0.06] },
} as const satisfies Record<string, Primaries>;

export type PrimariesName = keyof typeof primaries;

const d65: Point = [0.3127, 0.329];
/** The white of ICC's connection space. @see ICC.1:2022, 7.2.16 */
const d50: Row = [0.9642, 1, 0.8249];

const bradford: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

const xyz = ([x, y]: Point): Row => [x / y, 1, (1 - x - y) / y];

export function times(matrix: Matrix, [a, b, c]: Row): Row {
  const dot = ([x, y, z]: Row): number => x * a + y * b + z * c;
  return [dot(matrix[0]), dot(matrix[1]), dot(matrix[2])];
}

const transpose = ([a, b, c]: Matrix): Matrix => [
  [a[0], b[0], c[0]],
  [a[1], b[1], c[1]],
  [a[2], b[2], c[2]],
];

export function product(left: Matrix, right: Matrix): Matrix {
  const [a, b, c] = transpose(right);
  return transpose([times(left, a), times(left, b), times(left, c)]);
}

const scaled = ([a, b, c]: Row, by: number): Row => [a * by, b * by, c * by];

const cross = (a: Row, b: Row): Row => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** The inverse of an invertible matrix. */
export function inverse([a, b, c]: Matrix): Matrix {
  const [bc, ca, ab] = [cross(b, c), cross(c, a), cross(a, b)];
  const by = 1 / (a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2]);
  return transpose([scaled(bc, by), scaled(ca, by), scaled(ab, by)]);
}

/** Linear RGB to XYZ, white at Y = 1. @see SMPTE RP 177 */
export function rgbToXyz({ red, green, blue, white = d65 }: Primaries): Matrix {
  const columns: Matrix = [xyz(red), xyz(green), xyz(blue)];
  const [r, g, b] = times(inverse(transpose(columns)), xyz(white));
  return transpose([scaled(columns[0], r), scaled(columns[1], g), scaled(columns[2], b)]);
}

/** Converts XYZ under a white (default D65) to XYZ under D50, after Bradford. @see ICC.1:2022 annex E */
export function toD50(white: Point = d65): Matrix {
  const from = times(bradford, xyz(white));
  const to = times(bradford, d50);
  const gains: Matrix = [
    [to[0] / from[0], 0, 0],
    [0, to[1] / from[1], 0],
    [0, 0, to[2] / from[2]],
  ];
  return product(inverse(bradford), product(gains, bradford));
}

/** Linear RGB to XYZ under D50, as ICC profiles state their colorants (its columns). */
export function rgbToD50(space: PrimariesName | Primaries): Matrix {
  const own: Primaries = typeof space === 'string' ? primaries[space] : space;
  return product(toD50(own.white), rgbToXyz(own));
}
