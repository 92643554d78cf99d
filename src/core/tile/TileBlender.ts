import { allocate, type Raster, type Samples } from '../raster';
import { padByReflection } from './padByReflection';
import type { Tile, TilePlan } from './planTiles';
import { mixAcross, mixDown } from './seam';

type Rows = { result: Samples; from: number; to: number; target: Samples; targetTop: number };

/**
 * Reads tiles from a raster and overwrites them with their results.
 *
 * Note: In place. A tile's surroundings belong to neighbours that may already be overwritten. So the original pixels of the current
 * row of tiles are kept in one band (photo width × tile height); rows below the band are still original. Results of the rows around
 * the seam below wait in a second, narrow band until the next row of tiles can be mixed with them. So a photo of 96 megapixels
 * takes its own 288 MB and some 40 MB, not twice 288 MB.
 *
 * Tiles must come in the order of the plan, each read, then written.
 */
export class TileBlender {
  readonly #raster: Raster;
  readonly #plan: TilePlan;
  readonly #stride: number;
  /** Original rows from `#bandTop` on. It is the raster itself when one tile covers the whole photo. */
  readonly #band: Samples;
  #bandTop = 0;
  #bandBottom = 0;
  /** Results of the rows around the seam above and below. */
  #above: Samples;
  #below: Samples;
  #next = 0;

  /** @param raster is owned by the blender from now on; its samples become the result. */
  constructor(raster: Raster, plan: TilePlan) {
    this.#raster = raster;
    this.#plan = plan;
    this.#stride = raster.width * raster.channels;
    const whole = plan.tiles.length === 1;
    this.#band = whole
      ? raster.data
      : allocate(raster.data, this.#stride * Math.min(plan.shape.height, raster.height));
    if (whole) this.#bandBottom = raster.height;
    const seamRows = plan.rows > 1 ? 2 * plan.blend.height : 0;
    this.#above = allocate(raster.data, this.#stride * seamRows);
    this.#below = allocate(raster.data, this.#stride * seamRows);
  }

  /** Fills `target` (HWC, the plan's shape, the raster's channels and depth) with the tile's original pixels. */
  read(tile: Tile, target: Samples): void {
    this.#expect(tile);
    this.#keepOriginals(tile);
    const { channels } = this.#raster;
    const { outer } = tile;
    const length = outer.width * channels;
    const targetStride = this.#plan.shape.width * channels;
    let from = (outer.y - this.#bandTop) * this.#stride + outer.x * channels;
    for (let to = 0; to < outer.height * targetStride; to += targetStride, from += this.#stride) {
      target.set(this.#band.subarray(from, from + length), to);
    }
    padByReflection(target, { shape: this.#plan.shape, real: outer, channels });
  }

  /** Takes the tile's result: HWC, with the plan's shape and the raster's channels and depth. */
  write(tile: Tile, result: Samples): void {
    this.#expect(tile);
    const { inner, row, column } = tile;
    const { blend, rows, columns } = this.#plan;
    const top = row === 0 ? 0 : inner.y - blend.height;
    const seam = row === rows - 1 ? this.#raster.height : inner.y + inner.height - blend.height;
    const bottom = row === rows - 1 ? seam : seam + 2 * blend.height;
    this.#writeRows(tile, { result, from: top, to: seam, target: this.#raster.data, targetTop: 0 });
    this.#writeRows(tile, { result, from: seam, to: bottom, target: this.#below, targetTop: seam });
    if (column === columns - 1) this.#endRow(top, row);
    this.#next += 1;
  }

  /** The given raster, which now holds the result. */
  finish(): Raster {
    if (this.#next !== this.#plan.tiles.length) throw new Error('finish() before the last tile');
    return this.#raster;
  }

  #expect(tile: Tile): void {
    if (this.#plan.tiles[this.#next] !== tile) throw new Error('tiles must come in the order of their plan');
  }

  /** Moves the band to the tile's row. Rows shared with the previous band move up; the rest are copied. */
  #keepOriginals({ outer }: Tile): void {
    if (this.#bandBottom === outer.y + outer.height) return;
    const shared = Math.max(0, this.#bandBottom - outer.y) * this.#stride;
    const first = (outer.y - this.#bandTop) * this.#stride;
    if (shared > 0) this.#band.copyWithin(0, first, first + shared);
    const end = outer.y + outer.height;
    this.#band.set(this.#raster.data.subarray(outer.y * this.#stride + shared, end * this.#stride), shared);
    this.#bandTop = outer.y;
    this.#bandBottom = end;
  }

  #writeRows(tile: Tile, { result, from, to, target, targetTop }: Rows): void {
    const { channels, width } = this.#raster;
    const { blend, columns, shape } = this.#plan;
    const { inner, outer, column } = tile;
    const half = column === 0 ? 0 : blend.width;
    const left = inner.x - half;
    const right = column === columns - 1 ? width : inner.x + inner.width + blend.width;
    const step = shape.width * channels;
    const mixed = 2 * half * channels;
    const length = (right - left) * channels;
    let source = (from - outer.y) * step + (left - outer.x) * channels;
    let at = (from - targetTop) * this.#stride + left * channels;
    for (let y = from; y < to; y += 1, source += step, at += this.#stride) {
      if (half > 0) mixAcross({ target, at, later: result, source, channels, half });
      target.set(result.subarray(source + mixed, source + length), at + mixed);
    }
  }

  /** Mixes the rows around the seam above. Their upper part waited in `#above`. */
  #endRow(top: number, row: number): void {
    const { data } = this.#raster;
    const { height } = this.#plan.blend;
    for (let k = 0; row > 0 && k < 2 * height; k += 1) {
      const at = (top + k) * this.#stride;
      mixDown(data.subarray(at, at + this.#stride), this.#above.subarray(k * this.#stride), {
        k,
        half: height,
      });
    }
    [this.#above, this.#below] = [this.#below, this.#above];
  }
}
