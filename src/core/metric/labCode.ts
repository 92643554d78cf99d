/** @file CIE L*a*b* of many pixels. */
import type { LaneCode, Lanes } from './lanes/LaneCode';
import { cubeRoot } from './lanes/laneMath';
import { lightToXyz } from './srgbLab';

export type ThreeLanes = readonly [Lanes, Lanes, Lanes];
export type Matrix = readonly [Row, Row, Row];
type Row = readonly [number, number, number];

/** A matrix times red, green and blue. */
export function times(code: LaneCode, matrix: Matrix, [r, g, b]: ThreeLanes): ThreeLanes {
  const row = ([x, y, z]: Row): Lanes => code.dot([r, x], [g, y], [b, z]);
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** CIE's function of a ratio to the white, from 0 on. @see CIE 15:2018, 8.2.1 */
export function cieRootOf(code: LaneCode, ratio: Lanes): Lanes {
  const line = code.add(code.multiply(ratio, (29 / 6) ** 2 / 3), 4 / 29);
  return code.select(line, cubeRoot(code, ratio), code.isLess(ratio, (6 / 29) ** 3));
}

/** CIE L*a*b* under D65 of sRGB's light, 0 to 1. */
export function labOfLight(code: LaneCode, light: ThreeLanes): ThreeLanes {
  const [x, y, z] = times(code, lightToXyz, light);
  const [fx, fy, fz] = [cieRootOf(code, x), cieRootOf(code, y), cieRootOf(code, z)];
  return [
    code.subtract(code.multiply(fy, 116), 16),
    code.multiply(code.subtract(fx, fy), 500),
    code.multiply(code.subtract(fy, fz), 200),
  ];
}
