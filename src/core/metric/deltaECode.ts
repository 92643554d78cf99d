/** @file CIEDE2000 of many pixels. Hues are kept as cosine and sine. @see Sharma, Wu, Dalal 2005, doi:10.1002/col.20070 */
import { LaneCode, type Lanes } from './lanes/LaneCode';
import { curve } from './lanes/laneMath';
import { labOfLight, type ThreeLanes } from './labCode';

const power7 = 25 ** 7;
const radians = Math.PI / 180;
const cos = (degrees: number): number => Math.cos(degrees * radians);
const sin = (degrees: number): number => Math.sin(degrees * radians);

/** A pixel whose hues are this near to opposite ones: the cosine of the half angle. Floats have too few digits for their middle. */
const opposite = 0.01;
/** Chroma below which hues do not matter. */
const nearGrey = 0.01;
const tiny = 1e-9;

type Colour = { readonly light: Lanes; readonly a: Lanes; readonly b: Lanes; readonly chroma: Lanes };

/**
 * Planes: red, green and blue light of both pictures, 0 to 1, and a target for the differences. Where hues are nearly opposite the
 * target receives −1.
 */
export function deltaECode(): Uint8Array {
  const code = new LaneCode({ planes: 7 });
  const pixel = (from: number) =>
    labOfLight(code, [code.read(from), code.read(from + 1), code.read(from + 2)]);
  code.write(6, difference(code, [pixel(0), pixel(3)]));
  return code.module();
}

/** CIEDE2000 of two colours in L*a*b*; −1 where hues are nearly opposite. */
export function difference(code: LaneCode, labs: readonly [ThreeLanes, ThreeLanes]): Lanes {
  const [first, second] = stretched(code, labs);
  const hue = middleHue(code, first, second);
  const light = code.multiply(code.add(first.light, second.light), 0.5);
  const chroma = code.multiply(code.add(first.chroma, second.chroma), 0.5);
  const middle = square(code, code.subtract(light, 50));
  const l = code.divide(
    code.subtract(second.light, first.light),
    code.add(code.divide(code.multiply(middle, 0.015), code.root(code.add(middle, 20))), 1),
  );
  const dc = code.subtract(second.chroma, first.chroma);
  const c = code.divide(dc, code.add(code.multiply(chroma, 0.045), 1));
  const weight = code.multiply(code.multiply(chroma, 0.015), hueWeight(code, hue));
  const h = code.divide(hueDifference(code, first, second), code.add(weight, 1));
  const rotation = code.multiply(code.multiply(sigmoid7(code, chroma), -2), blueTurn(code, hue));
  const squares = code.dot([l, l], [c, c], [h, h], [rotation, code.multiply(c, h)]);
  return code.select(-1, code.root(code.most(squares, 0)), hue.isOpposite);
}

const square = (code: LaneCode, x: Lanes): Lanes => code.multiply(x, x);
const length = (code: LaneCode, x: Lanes, y: Lanes): Lanes => code.root(code.dot([x, x], [y, y]));

/** Both colours with a* stretched near grey. */
function stretched(code: LaneCode, labs: readonly [ThreeLanes, ThreeLanes]): [Colour, Colour] {
  const [[, a1, b1], [, a2, b2]] = labs;
  const mean = code.multiply(code.add(length(code, a1, b1), length(code, a2, b2)), 0.5);
  const stretch = code.subtract(1.5, code.multiply(sigmoid7(code, mean), 0.5));
  const colour = ([light, a, b]: ThreeLanes): Colour => {
    const longer = code.multiply(a, stretch);
    return { light, a: longer, b, chroma: length(code, longer, b) };
  };
  return [colour(labs[0]), colour(labs[1])];
}

/** 2 · √(C1·C2) · sin(Δh / 2): the chord between both without its part along the radius, and its sign. */
function hueDifference(code: LaneCode, first: Colour, second: Colour): Lanes {
  const [da, db, dc] = (['a', 'b', 'chroma'] as const).map((key) => code.subtract(second[key], first[key]));
  const along = code.multiply(square(code, dc ?? first.chroma), -1);
  const rest = code.add(code.dot([da ?? first.a, da ?? first.a], [db ?? first.b, db ?? first.b]), along);
  const chord = code.root(code.most(rest, 0));
  const isBack = code.isLess(code.multiply(first.a, second.b), code.multiply(second.a, first.b));
  return code.select(code.multiply(chord, -1), chord, isBack);
}

type Hue = { readonly cos: Lanes; readonly sin: Lanes; readonly isOpposite: Lanes };

/** The direction halfway between both hues, on the shorter way. A grey has no direction. */
function middleHue(code: LaneCode, first: Colour, second: Colour): Hue {
  const inverse = ({ chroma }: Colour): Lanes => code.divide(1, code.most(chroma, tiny));
  const [one, two] = [inverse(first), inverse(second)];
  const x = code.dot([first.a, one], [second.a, two]);
  const y = code.dot([first.b, one], [second.b, two]);
  const sum = length(code, x, y);
  const scale = code.divide(1, code.most(sum, tiny));
  const isColoured = code.isLess(nearGrey, code.least(first.chroma, second.chroma));
  const isOpposite = code.and(code.isLess(sum, 2 * opposite), isColoured);
  return { cos: code.multiply(x, scale), sin: code.multiply(y, scale), isOpposite };
}

/** T, by the cosines of multiples of the hue. */
function hueWeight(code: LaneCode, { cos: c1, sin: s1 }: Hue): Lanes {
  const next = (c: Lanes, s: Lanes): [Lanes, Lanes] => [
    code.subtract(code.multiply(c, c1), code.multiply(s, s1)),
    code.dot([s, c1], [c, s1]),
  ];
  const [c2, s2] = next(c1, s1);
  const [c3, s3] = next(c2, s2);
  const [c4, s4] = next(c3, s3);
  const terms = code.dot(
    ...([
      [c1, -0.17 * cos(30)],
      [s1, -0.17 * sin(30)],
      [c2, 0.24],
      [c3, 0.32 * cos(6)],
    ] as const),
    ...([
      [s3, -0.32 * sin(6)],
      [c4, -0.2 * cos(63)],
      [s4, -0.2 * sin(63)],
    ] as const),
  );
  return code.add(terms, 1);
}

/** Further from 275° than this, blue no longer turns; the sine is below 1e-7. */
const furthest = 102;

/** The sine of how far blue hues turn, by the cosine of their angle to 275°. */
function blueTurn(code: LaneCode, hue: Hue): Lanes {
  const near = code.dot([hue.cos, cos(275)], [hue.sin, sin(275)]);
  const turned = curve(code, code.least(near, 1), {
    of: (cosine) => {
      const angle = Math.acos(Math.min(1, cosine)) / radians / 25;
      return Math.sin(60 * radians * Math.exp(-angle * angle));
    },
    ...{ from: cos(furthest), to: 1, degree: 16 },
  });
  return code.and(turned, code.isLess(cos(furthest), near));
}

/** √(C⁷ / (C⁷ + 25⁷)). */
function sigmoid7(code: LaneCode, chroma: Lanes): Lanes {
  const cube = code.multiply(square(code, chroma), chroma);
  const power = code.multiply(square(code, cube), chroma);
  return code.root(code.divide(power, code.add(power, power7)));
}
