/** @file Colours of FLIP: the authors' constants, and tables in the place of powers. */
import { fullScale, type Raster } from '../raster';
import { cieRoot, lightTable } from './srgbLab';
import { f32 } from './values';

const white = { x: 0.950428545, y: 1, z: 1.0889003 } as const;

type Row = readonly [number, number, number];
const over = ([r, g, b]: Row, by: number): Row => [r / by, g / by, b / by];

/** sRGB's light to XYZ over the white. @see the authors' FLIP.h */
const [xr, xg, xb] = over([10135552 / 24577794, 8788810 / 24577794, 4435075 / 24577794], white.x);
const [yr, yg, yb] = over([2613072 / 12288897, 8788810 / 12288897, 887015 / 12288897], white.y);
const [zr, zg, zb] = over([1425312 / 73733382, 8788810 / 73733382, 70074185 / 73733382], white.z);

/** And back. */
const fromXyz = ([x, y, z]: Row): Row => [x * white.x, y * white.y, z * white.z];
const [rx, ry, rz] = fromXyz([3.241003275, -1.537398934, -0.498615861]);
const [gx, gy, gz] = fromXyz([-0.969224334, 1.875930071, 0.041554224]);
const [bx, by, bz] = fromXyz([0.055639423, -0.204011202, 1.057148933]);

/** Exponents and limits of the authors. */
const constants = { power: 0.7, lowPart: 0.4, lowShare: 0.95 } as const;

/** A row of pixels from column `x` on, as opponent colours YCxCz; places beyond the picture repeat its edge. */
export type OpponentRow = { readonly y: Float32Array; readonly cx: Float32Array; readonly cz: Float32Array };

/** Writes `count` pixels of a row to the three arrays. */
export function opponentRow(
  { width, height, channels, data }: Raster,
  { x, row, count }: { x: number; row: number; count: number },
  { y, cx, cz }: OpponentRow,
): void {
  const light = lightTable(data);
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2];
  const start = Math.min(height - 1, Math.max(0, row)) * width;
  const last = width - 1;
  for (let i = 0; i < count; i += 1) {
    const column = x + i;
    const at = (start + (column < 0 ? 0 : column > last ? last : column)) * channels;
    const r = light[data[at] ?? 0] ?? 0;
    const g = light[data[at + green] ?? 0] ?? 0;
    const b = light[data[at + blue] ?? 0] ?? 0;
    const yn = yr * r + yg * g + yb * b;
    y[i] = yn;
    cx[i] = xr * r + xg * g + xb * b - yn;
    cz[i] = yn - (zr * r + zg * g + zb * b);
  }
}

const clip = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Turns filtered opponent colours into L*a*b* with Hunt's adjustment, in their places. */
export function toHuntLab({ y, cx, cz }: OpponentRow, from: number, count: number): void {
  for (let i = from; i < from + count; i += 1) {
    const yn = f32(y, i);
    const xn = yn + f32(cx, i);
    const zn = yn - f32(cz, i);
    const r = clip(rx * xn + ry * yn + rz * zn);
    const g = clip(gx * xn + gy * yn + gz * zn);
    const b = clip(bx * xn + by * yn + bz * zn);
    const fy = cieRoot(yr * r + yg * g + yb * b);
    const fx = cieRoot(xr * r + xg * g + xb * b);
    const fz = cieRoot(zr * r + zg * g + zb * b);
    const lightness = 116 * fy - 16;
    y[i] = lightness;
    cx[i] = 5 * lightness * (fx - fy);
    cz[i] = 2 * lightness * (fy - fz);
  }
}

type Lab = readonly [number, number, number];

function huntLab(r: number, g: number, b: number): Lab {
  const single = { y: new Float32Array(1), cx: new Float32Array(1), cz: new Float32Array(1) };
  const pixel = { width: 1, height: 1, channels: 3, data: Uint8Array.of(r, g, b) } as const;
  opponentRow(pixel, { x: 0, row: 0, count: 1 }, single);
  toHuntLab(single, 0, 1);
  return [single.y[0] ?? 0, single.cx[0] ?? 0, single.cz[0] ?? 0];
}

/** The largest distance of two colours, green and blue, to the power. */
function largestDistance(): number {
  const full = fullScale(new Uint8Array());
  const [green, blue] = [huntLab(0, full, 0), huntLab(0, 0, full)];
  const chroma = Math.hypot(green[1] - blue[1], green[2] - blue[2]);
  return (Math.abs(green[0] - blue[0]) + chroma) ** constants.power;
}

const steps = 1 << 15;
/** Roots of distances; no two colours are further apart. */
const mostRoot = 24;

/** Logarithms of colour errors by the root of their distance, made when they are first wanted. */
let logs: Float64Array | undefined;

function logTable(): Float64Array {
  const most = largestDistance();
  const low = constants.lowPart * most;
  const errorOf = (distance: number): number => {
    const power = distance ** constants.power;
    if (power < low) return (power * constants.lowShare) / low;
    return constants.lowShare + ((power - low) / (most - low)) * (1 - constants.lowShare);
  };
  const table = Float64Array.from({ length: steps + 2 }, (_, at) =>
    Math.log(errorOf(((at * mostRoot) / steps) ** 2)),
  );
  table[0] = (table[1] ?? 0) - 1;
  return table;
}

/** The logarithm of the colour error of a distance above 0. */
export function logColourError(distance: number): number {
  logs ??= logTable();
  const place = Math.sqrt(distance) * (steps / mostRoot);
  const at = place | 0;
  const low = logs[at] ?? 0;
  return low + ((logs[at + 1] ?? 0) - low) * (place - at);
}
