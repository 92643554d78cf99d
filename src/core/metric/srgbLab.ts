import { lightOfSrgb } from '../colour/transfer';
import { fullScale, type Raster, type Samples } from '../raster';
import type { Lab } from './ciede2000';
import { f32 } from './values';

/** Linear sRGB to CIE XYZ with the white D65 at 1, 1, 1, row by row. @see IEC 61966-2-1 */
const toXyz = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;

type Row = readonly [number, number, number];

function overWhite([r, g, b]: Row): Row {
  const white = r + g + b;
  return [r / white, g / white, b / white];
}

/** Linear sRGB to CIE XYZ over the white. */
export const lightToXyz: readonly [Row, Row, Row] = [
  overWhite(toXyz[0]),
  overWhite(toXyz[1]),
  overWhite(toXyz[2]),
];

const tables = new Map<number, Float32Array>();

/** Light of each stored value of sRGB. */
function lightTable(samples: Samples): Float32Array {
  const full = fullScale(samples);
  const known = tables.get(full);
  if (known) return known;
  const table = Float32Array.from({ length: full + 1 }, (_, value) => lightOfSrgb(value / full));
  tables.set(full, table);
  return table;
}

/** Red, green and blue light of pixels in a row. */
export type LightRow = readonly [Float32Array, Float32Array, Float32Array];

/** Writes the light of `count` pixels of a row from column `x` on; places beyond the picture repeat its edge. */
export function readLight(
  { width, height, channels, data }: Raster,
  { x, row, count }: { x: number; row: number; count: number },
  [red, green, blue]: LightRow,
): void {
  const light = lightTable(data);
  const [second, third] = channels === 1 ? [0, 0] : [1, 2];
  const start = Math.min(height - 1, Math.max(0, row)) * width;
  const last = width - 1;
  for (let i = 0; i < count; i += 1) {
    const column = x + i;
    const at = (start + (column < 0 ? 0 : column > last ? last : column)) * channels;
    red[i] = f32(light, data[at] ?? 0);
    green[i] = f32(light, data[at + second] ?? 0);
    blue[i] = f32(light, data[at + third] ?? 0);
  }
}

/** CIE's function of a ratio to the white, 0 to 1. @see CIE 15:2018, 8.2.1 */
export function cieRoot(ratio: number): number {
  return ratio > (6 / 29) ** 3 ? Math.cbrt(ratio) : (ratio * (29 / 6) ** 2) / 3 + 4 / 29;
}

/** CIE L*a*b* under D65 of sRGB's light. */
export function labOf(red: number, green: number, blue: number): Lab {
  const root = ([r, g, b]: Row): number => cieRoot(r * red + g * green + b * blue);
  const [x, y, z] = lightToXyz;
  const fy = root(y);
  return [116 * fy - 16, 500 * (root(x) - fy), 200 * (fy - root(z))];
}
