const power7 = 25 ** 7;
const radians = Math.PI / 180;

/** L*, a* and b*. */
export type Lab = readonly [light: number, a: number, b: number];

/**
 * CIEDE2000, the difference of two colours as people see it; 1 is just visible. kL = kC = kH = 1. `deltaECode` has the same for many
 * pixels.
 * @see Sharma, Wu, Dalal 2005, doi:10.1002/col.20070
 */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const stretch = 1.5 - 0.5 * sigmoid7((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2);
  const [c1, c2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)];
  const [h1, h2] = [hueOf(stretch * a1, b1), hueOf(stretch * a2, b2)];
  const [chroma, hue] = [(c1 + c2) / 2, meanHue([c1, h1], [c2, h2])];
  const turn = c1 * c2 === 0 ? 0 : h2 - h1;
  const middle = ((l1 + l2) / 2 - 50) ** 2;
  const l = (l2 - l1) / (1 + (0.015 * middle) / Math.sqrt(20 + middle));
  const c = (c2 - c1) / (1 + 0.045 * chroma);
  const h = (2 * Math.sqrt(c1 * c2) * Math.sin(shorter(turn) / 2)) / (1 + 0.015 * chroma * hueWeight(hue));
  return Math.sqrt(l * l + c * c + h * h - sigmoid7(chroma) * 2 * blueTurn(hue) * c * h);
}

/** From 0 to 2π; 0 for a grey. */
function hueOf(a: number, b: number): number {
  const angle = Math.atan2(b, a);
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

/** The same turn on the shorter way. */
function shorter(turn: number): number {
  return turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn;
}

type Polar = readonly [chroma: number, hue: number];

function meanHue([c1, h1]: Polar, [c2, h2]: Polar): number {
  if (c1 * c2 === 0) return h1 + h2;
  const mean = (h1 + h2) / 2;
  return Math.abs(h1 - h2) <= Math.PI ? mean : mean < Math.PI ? mean + Math.PI : mean - Math.PI;
}

/** T of a mean hue. */
function hueWeight(hue: number): number {
  const cosine = (times: number, degrees: number): number => Math.cos(times * hue + degrees * radians);
  return 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.2 * cosine(4, -63);
}

/** How far blue hues turn, as a sine. */
function blueTurn(hue: number): number {
  return Math.sin(60 * radians * Math.exp(-(((hue / radians - 275) / 25) ** 2)));
}

/** √(C⁷ / (C⁷ + 25⁷)). */
function sigmoid7(chroma: number): number {
  return Math.sqrt(chroma ** 7 / (chroma ** 7 + power7));
}
