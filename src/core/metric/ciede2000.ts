import { f64 } from './values';

const power7 = 25 ** 7;
const radians = Math.PI / 180;
const turn = (degrees: number) => ({ cos: Math.cos(degrees * radians), sin: Math.sin(degrees * radians) });

const by30 = turn(30);
const by6 = turn(6);
const by63 = turn(63);
const by275 = turn(275);

/** The lowest cosine of the angle to 275° in the table; further away the rotation is below 1e-5 degrees. */
const leastCosine = Math.cos(96 * radians);
const steps = 4096;
const stepsACosine = steps / (1 - leastCosine);

/** How far blue hues turn, by the cosine of their angle to 275°: sin(60° · exp(−(angle / 25°)²)). */
const rotations = Float64Array.from({ length: steps + 2 }, (_, at) => {
  const angle = Math.acos(Math.min(1, leastCosine + at / stepsACosine)) / radians / 25;
  return Math.sin(60 * radians * Math.exp(-angle * angle));
});

/** What the difference of a row's colours is made of. Kept in arrays, because an object for each pixel costs more than its arithmetic. */
type Parts = Readonly<
  Record<'light' | 'chroma' | 'hue' | 'meanLight' | 'meanChroma' | 'cos' | 'sin', Float64Array>
>;

/** Room for rows of `count` pixels. */
export function partsOf(count: number): Parts {
  const row = (): Float64Array => new Float64Array(count);
  return {
    ...{ light: row(), chroma: row(), hue: row() },
    ...{ meanLight: row(), meanChroma: row(), cos: row(), sin: row() },
  };
}

type Colours = { readonly first: Float64Array; readonly second: Float64Array };

/**
 * CIEDE2000, the difference of two colours as people see it; 1 is just visible. kL = kC = kH = 1. Hues are kept as cosine and sine,
 * because 24 megapixels have many of them.
 * @param colours rows of L*a*b*, three values a pixel
 * @param parts room for that many pixels
 * @param target receives the differences
 * @see Sharma, Wu, Dalal 2005, doi:10.1002/col.20070
 */
export function ciede2000(colours: Colours, parts: Parts, target: Float32Array | Float64Array): void {
  const { meanLight, meanChroma, cos, sin } = parts;
  const count = target.length;
  for (let i = 0; i < count; i += 1) split(colours, parts, i);
  for (let i = 0; i < count; i += 1) {
    const middle = (f64(meanLight, i) - 50) * (f64(meanLight, i) - 50);
    const chroma = f64(meanChroma, i);
    const near = f64(cos, i) * by275.cos + f64(sin, i) * by275.sin;
    const l = f64(parts.light, i) / (1 + (0.015 * middle) / Math.sqrt(20 + middle));
    const c = f64(parts.chroma, i) / (1 + 0.045 * chroma);
    const h = f64(parts.hue, i) / (1 + 0.015 * chroma * hueWeight(f64(cos, i), f64(sin, i)));
    const rotation = near < leastCosine ? 0 : -2 * sigmoid7(chroma) * rotationAt(near);
    target[i] = Math.sqrt(Math.max(0, l * l + c * c + h * h + rotation * c * h));
  }
}

/** Differences and means of one pair of colours. */
function split({ first, second }: Colours, parts: Parts, i: number): void {
  const at = 3 * i;
  const [l1, l2] = [f64(first, at), f64(second, at)];
  const [b1, b2] = [f64(first, at + 2), f64(second, at + 2)];
  let [a1, a2] = [f64(first, at + 1), f64(second, at + 1)];
  const stretch = 1.5 - 0.5 * sigmoid7((Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2);
  a1 *= stretch;
  a2 *= stretch;
  const c1 = Math.sqrt(a1 * a1 + b1 * b1);
  const c2 = Math.sqrt(a2 * a2 + b2 * b2);
  // 2 · √(c1·c2) · sin(Δh / 2), whose square is the square of the chord without the part along the radius.
  const chord = Math.sqrt(Math.max(0, 2 * (c1 * c2 - a1 * a2 - b1 * b2)));
  parts.light[i] = l2 - l1;
  parts.chroma[i] = c2 - c1;
  parts.hue[i] = a1 * b2 < a2 * b1 ? -chord : chord;
  parts.meanLight[i] = (l1 + l2) / 2;
  parts.meanChroma[i] = (c1 + c2) / 2;
  // The direction halfway between both hues, on the shorter way. A grey has no direction.
  const x = (c1 > 0 ? a1 / c1 : 0) + (c2 > 0 ? a2 / c2 : 0);
  const y = (c1 > 0 ? b1 / c1 : 0) + (c2 > 0 ? b2 / c2 : 0);
  const length = Math.sqrt(x * x + y * y);
  const angle = length > 1e-9 ? null : halfway(Math.atan2(b1, a1), Math.atan2(b2, a2));
  parts.cos[i] = angle === null ? x / length : Math.cos(angle);
  parts.sin[i] = angle === null ? y / length : Math.sin(angle);
}

/** The hue between two greys, or between hues that are opposite: half of the sum of both angles, counted from 0. */
function halfway(first: number, second: number): number {
  const positive = (angle: number): number => (angle < 0 ? angle + 2 * Math.PI : angle);
  return (positive(first) + positive(second)) / 2;
}

/** T of a mean hue. */
function hueWeight(cos: number, sin: number): number {
  const cos2 = cos * cos - sin * sin;
  const sin2 = 2 * sin * cos;
  const cos3 = cos2 * cos - sin2 * sin;
  const sin3 = sin2 * cos + cos2 * sin;
  const cos4 = cos2 * cos2 - sin2 * sin2;
  const sin4 = 2 * sin2 * cos2;
  return (
    1 -
    0.17 * (cos * by30.cos + sin * by30.sin) +
    0.24 * cos2 +
    0.32 * (cos3 * by6.cos - sin3 * by6.sin) -
    0.2 * (cos4 * by63.cos + sin4 * by63.sin)
  );
}

function rotationAt(near: number): number {
  const place = (Math.min(1, near) - leastCosine) * stepsACosine;
  const at = place | 0;
  const low = f64(rotations, at);
  return low + (f64(rotations, at + 1) - low) * (place - at);
}

function sigmoid7(chroma: number): number {
  const cube = chroma * chroma * chroma;
  const power = cube * cube * chroma;
  return Math.sqrt(power / (power + power7));
}
