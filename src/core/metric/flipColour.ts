/** @file What FLIP computes of each pixel, with the authors' constants. @see Andersson et al. 2020, doi:10.1145/3406183 */
import { cieRootOf, times, type Matrix, type ThreeLanes } from './labCode';
import { LaneCode, type Lanes } from './lanes/LaneCode';
import { exp2, log2 } from './lanes/laneMath';
import { cieRoot } from './srgbLab';

const white = { x: 0.950428545, y: 1, z: 1.0889003 } as const;

type Row = readonly [number, number, number];
const over = ([r, g, b]: Row, by: number): Row => [r / by, g / by, b / by];

/** sRGB's light to XYZ over the white. @see the authors' FLIP.h */
const toXyz: Matrix = [
  over([10135552 / 24577794, 8788810 / 24577794, 4435075 / 24577794], white.x),
  over([2613072 / 12288897, 8788810 / 12288897, 887015 / 12288897], white.y),
  over([1425312 / 73733382, 8788810 / 73733382, 70074185 / 73733382], white.z),
];

/** And back. */
const fromWhite = ([x, y, z]: Row): Row => [x * white.x, y * white.y, z * white.z];
const fromXyz: Matrix = [
  fromWhite([3.241003275, -1.537398934, -0.498615861]),
  fromWhite([-0.969224334, 1.875930071, 0.041554224]),
  fromWhite([0.055639423, -0.204011202, 1.057148933]),
];

/** Exponents and limits of the authors. */
const constants = { power: 0.7, lowPart: 0.4, lowShare: 0.95 } as const;

/** Planes: red, green and blue light; in their places, opponent colours YCxCz. */
export function opponentCode(): Uint8Array {
  const code = new LaneCode({ planes: 3 });
  const [x, y, z] = times(code, toXyz, [code.read(0), code.read(1), code.read(2)]);
  code.write(0, y);
  code.write(1, code.subtract(x, y));
  code.write(2, code.subtract(y, z));
  return code.module();
}

/**
 * Planes: filtered opponent colours, and a second part of the last one. In the places of the first three, L*a*b* with Hunt's adjustment.
 */
export function huntLabCode(): Uint8Array {
  const code = new LaneCode({ planes: 4 });
  const y = code.read(0);
  const xyz = [code.add(y, code.read(1)), y, code.subtract(y, code.add(code.read(2), code.read(3)))] as const;
  const clip = (value: Lanes): Lanes => code.most(code.least(value, 1), 0);
  const [r, g, b] = times(code, fromXyz, xyz);
  for (const [at, value] of huntLab(code, [clip(r), clip(g), clip(b)]).entries()) code.write(at, value);
  return code.module();
}

function huntLab(code: LaneCode, light: ThreeLanes): ThreeLanes {
  const [x, y, z] = times(code, toXyz, light);
  const [fx, fy, fz] = [cieRootOf(code, x), cieRootOf(code, y), cieRootOf(code, z)];
  const lightness = code.subtract(code.multiply(fy, 116), 16);
  return [
    lightness,
    code.multiply(code.multiply(lightness, 5), code.subtract(fx, fy)),
    code.multiply(code.multiply(lightness, 2), code.subtract(fy, fz)),
  ];
}

/** Planes: two derivatives. In the place of the first, their length. */
export function lengthCode(): Uint8Array {
  const code = new LaneCode({ planes: 2 });
  const [x, y] = [code.read(0), code.read(1)];
  code.write(0, code.root(code.dot([x, x], [y, y])));
  return code.module();
}

/**
 * Planes: L*a*b*, edges and points of one picture, those of the other, and a target for the errors. Sum: of the errors. Equal colours
 * have exactly 0.
 */
export function errorCode(): Uint8Array {
  const code = new LaneCode({ planes: 11, sums: 1 });
  const apart = (at: number): Lanes => code.subtract(code.read(at), code.read(at + 5));
  const [l, a, b, edge, point] = [apart(0), apart(1), apart(2), apart(3), apart(4)];
  const distance = code.add(code.abs(l), code.root(code.dot([a, a], [b, b])));
  const strongest = code.most(code.abs(edge), code.abs(point));
  const feature = code.root(code.multiply(strongest, Math.SQRT1_2));
  const logarithm = log2(code, colourError(code, distance));
  const error = exp2(code, code.multiply(logarithm, code.subtract(1, feature)));
  const seen = code.and(error, code.isLess(0, distance));
  code.write(10, seen);
  code.sum(0, seen);
  return code.module();
}

/** 0 to 1, of a distance of colours. */
function colourError(code: LaneCode, distance: Lanes): Lanes {
  const most = largestDistance();
  const low = constants.lowPart * most;
  const power = exp2(code, code.multiply(log2(code, code.most(distance, 1e-12)), constants.power));
  const steep = code.multiply(power, constants.lowShare / low);
  const slope = (1 - constants.lowShare) / (most - low);
  const flat = code.add(code.multiply(code.subtract(power, low), slope), constants.lowShare);
  return code.select(steep, flat, code.isLess(power, low));
}

/** The largest distance of two colours, green and blue, to the power. */
function largestDistance(): number {
  const [green, blue] = [huntLabOf(1), huntLabOf(2)];
  const chroma = Math.hypot(green[1] - blue[1], green[2] - blue[2]);
  return (Math.abs(green[0] - blue[0]) + chroma) ** constants.power;
}

/** L*a*b* with Hunt's adjustment of a primary. */
function huntLabOf(primary: 0 | 1 | 2): Row {
  const root = (row: Row): number => cieRoot(row[primary]);
  const [fx, fy, fz] = [root(toXyz[0]), root(toXyz[1]), root(toXyz[2])];
  const lightness = 116 * fy - 16;
  return [lightness, 5 * lightness * (fx - fy), 2 * lightness * (fy - fz)];
}
