/** @file Functions of four 32-bit floats at a time, as exact as floats are. */
import type { LaneCode, Lanes, Value } from './LaneCode';

type Curve = {
  readonly of: (x: number) => number;
  readonly from: number;
  readonly to: number;
  /** Degree of the polynomial. */
  readonly degree: number;
};

/** Chebyshev's polynomial of a smooth curve, by Clenshaw's sums. @see Press et al., Numerical Recipes, 3rd edition, 5.8 */
export function curve(code: LaneCode, x: Value, { of, from, to, degree }: Curve): Lanes {
  const [half, middle] = [(to - from) / 2, (to + from) / 2];
  const place = code.multiply(code.subtract(x, middle), 1 / half);
  const twice = code.add(place, place);
  const [constant = 0, ...others] = coefficients((t) => of(middle + t * half), degree);
  let [one, two]: [Value, Value] = [0, 0];
  for (const coefficient of others.reverse())
    [one, two] = [code.add(code.subtract(code.multiply(twice, one), two), coefficient), one];
  return code.add(code.subtract(code.multiply(place, one), two), constant);
}

/** Of a function on −1 to 1. */
function coefficients(of: (t: number) => number, degree: number): number[] {
  const nodes = 2 * degree + 2;
  const angles = Array.from({ length: nodes }, (_, k) => (Math.PI * (k + 0.5)) / nodes);
  return Array.from({ length: degree + 1 }, (_, at) => {
    const sum = angles.reduce((total, angle) => total + of(Math.cos(angle)) * Math.cos(at * angle), 0);
    return ((at === 0 ? 1 : 2) * sum) / nodes;
  });
}

const exponentBits = 23;
const bias = 127;

/** 2 to the power of x, from −126 on. */
export function exp2(code: LaneCode, x: Value): Lanes {
  const limited = code.most(x, -126);
  const whole = code.nearest(limited);
  const rest = code.subtract(limited, whole);
  const part = curve(code, rest, { of: (t) => 2 ** t, from: -0.5, to: 0.5, degree: 6 });
  const exponent = code.addWhole(code.whole(whole), code.bits(bias));
  return code.multiply(part, code.shiftLeft(exponent, exponentBits));
}

/** The logarithm to base 2 of x > 0, to within 1e-6. */
export function log2(code: LaneCode, x: Value): Lanes {
  const bits = code.and(x, code.bits(0x7f_ff_ff_ff));
  const exponent = code.addWhole(code.shiftRight(bits, exponentBits), code.bits(-bias >>> 0));
  const mantissa = code.or(code.and(bits, code.bits(0x7f_ff_ff)), code.bits(bias << exponentBits));
  const part = curve(code, mantissa, { of: Math.log2, from: 1, to: 2, degree: 9 });
  return code.add(code.float(exponent), part);
}

/** Bits of a first guess, behind a third of those of x. */
const guess = 709_921_077;

/** The cube root of x ≥ 0: a guess by the exponent, then Halley's steps. */
export function cubeRoot(code: LaneCode, x: Value): Lanes {
  const third = code.multiply(code.float(x), 1 / 3);
  let root = code.addWhole(code.whole(third), code.bits(guess));
  for (let step = 0; step < 2; step += 1) {
    const cube = code.multiply(code.multiply(root, root), root);
    const above = code.add(cube, code.add(x, x));
    const below = code.add(code.add(cube, cube), x);
    root = code.multiply(root, code.divide(above, below));
  }
  return root;
}
