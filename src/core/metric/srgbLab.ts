import { lightOfSrgb } from '../colour/transfer';
import { fullScale, type Raster, type Samples } from '../raster';

/** Linear sRGB to CIE XYZ with the white D65 at 1, 1, 1, row by row. @see IEC 61966-2-1 */
const toXyz = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;

const white = toXyz.map(([r, g, b]) => r + g + b);
const [xr = 0, xg = 0, xb = 0] = scaledRow(0);
const [yr = 0, yg = 0, yb = 0] = scaledRow(1);
const [zr = 0, zg = 0, zb = 0] = scaledRow(2);

function scaledRow(row: 0 | 1 | 2): number[] {
  return toXyz[row].map((value) => value / (white[row] ?? 1));
}

const steps = 16_384;

/** CIE's function of a ratio to the white, 0 to 1; between the entries of a table the error is below 1e-6. @see CIE 15:2018, 8.2.1 */
const cieRoots = Float64Array.from({ length: steps + 2 }, (_, at) => {
  const ratio = at / steps;
  return ratio > (6 / 29) ** 3 ? Math.cbrt(ratio) : (ratio * (29 / 6) ** 2) / 3 + 4 / 29;
});

/** @param ratio 0 to 1 */
export function cieRoot(ratio: number): number {
  const place = ratio * steps;
  const at = place | 0;
  const low = cieRoots[at] ?? 0;
  return low + ((cieRoots[at + 1] ?? 0) - low) * (place - at);
}

const tables = new Map<number, Float64Array>();

/** Light of each stored value of sRGB. */
export function lightTable(samples: Samples): Float64Array {
  const full = fullScale(samples);
  const known = tables.get(full);
  if (known) return known;
  const table = Float64Array.from({ length: full + 1 }, (_, value) => lightOfSrgb(value / full));
  tables.set(full, table);
  return table;
}

/** CIE L*a*b* under D65 of a row of sRGB pixels: L, a and b one after the other. */
export function labRow({ width, channels, data }: Raster, row: number, target: Float64Array): void {
  const light = lightTable(data);
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2];
  let at = row * width * channels;
  for (let x = 0; x < width; x += 1, at += channels) {
    const r = light[data[at] ?? 0] ?? 0;
    const g = light[data[at + green] ?? 0] ?? 0;
    const b = light[data[at + blue] ?? 0] ?? 0;
    const fy = cieRoot(yr * r + yg * g + yb * b);
    target[3 * x] = 116 * fy - 16;
    target[3 * x + 1] = 500 * (cieRoot(xr * r + xg * g + xb * b) - fy);
    target[3 * x + 2] = 200 * (fy - cieRoot(zr * r + zg * g + zb * b));
  }
}
