import type { Region, Size } from '../raster';

export type TileOptions = {
  /**
   * Side of the square that has as many pixels as the network's input may have, px. A side of a tile may be twice as long. It is
   * enlarged when it is too small for the overlap.
   */
  side: number;
  /** Real pixels of context around every used pixel, px a side (less only at the photo's border). */
  overlap: number;
  /** Tiles start on multiples of it, and so do their sides. Default 1. */
  multipleOf?: number;
  /** The only size that the network takes, a multiple of `multipleOf`. `side` is ignored then. */
  fixed?: Size;
};

export type Tile = {
  readonly column: number;
  readonly row: number;
  /** The part of the photo that this tile owns. */
  readonly inner: Region;
  /** The inner region with its surroundings, inside the photo. Padding at the right and bottom completes the plan's shape. */
  readonly outer: Region;
};

/** A photo's tiles. Their inner regions partition the photo exactly, and all tiles have one shape. */
export type TilePlan = {
  readonly size: Size;
  /** The shape of every tile for the network, so that the session sees no second shape in this photo. */
  readonly shape: Size;
  /** Half the width of the band around a seam in which two tiles are mixed, px. At most half the overlap. */
  readonly blend: Size;
  readonly columns: number;
  readonly rows: number;
  /** Row by row, from the left. */
  readonly tiles: readonly Tile[];
};

type Span = { inner: readonly [number, number]; outer: readonly [number, number] };
type Axis = { shape: number; blend: number; spans: Span[] };
type AxisOptions = { side: number; overlap: number; multiple: number; fixed?: number };
type Axes = { x: Axis; y: Axis };

/** Wider bands cost time and hide nothing more, because neighbours differ by a fraction of a level when the overlap is right. */
const widestBlend = 8;

const floorTo = (value: number, multiple: number): number => Math.floor(value / multiple) * multiple;
const ceilTo = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;
const blendFor = (overlap: number): number => Math.min(widestBlend, Math.floor(overlap / 2));

/**
 * Cuts a photo into tiles of one shape with nearly equal steps, so that no narrow tile remains at the edge. Of all such plans it is
 * the one whose tiles have the fewest pixels in all. Every used pixel, including those of the blended bands, has `overlap` real pixels
 * around it in its tile. If a fixed size leaves no room for that, the overlap shrinks to a sixth of the tile.
 */
export function planTiles(size: Size, { side, overlap, multipleOf = 1, fixed }: TileOptions): TilePlan {
  const common = { side, overlap, multiple: multipleOf };
  const { x, y } = fixed
    ? {
        x: planAxis(size.width, { ...common, fixed: fixed.width }),
        y: planAxis(size.height, { ...common, fixed: fixed.height }),
      }
    : leastWork(size, common);
  return {
    size: { width: size.width, height: size.height },
    shape: { width: x.shape, height: y.shape },
    blend: { width: x.blend, height: y.blend },
    columns: x.spans.length,
    rows: y.spans.length,
    tiles: y.spans.flatMap((vertical, row) =>
      x.spans.map((horizontal, column) => ({
        column,
        row,
        inner: region(horizontal.inner, vertical.inner),
        outer: region(horizontal.outer, vertical.outer),
      })),
    ),
  };
}

const pixelsOf = ({ x, y }: Axes): number => x.shape * y.shape;
const workOf = (axes: Axes): number => pixelsOf(axes) * axes.x.spans.length * axes.y.spans.length;

/** The plan with the fewest pixels to compute among those whose tiles have at most side² of them. */
function leastWork(size: Size, options: AxisOptions): Axes {
  const { side, multiple } = options;
  let best: Axes = { x: planAxis(size.width, options), y: planAxis(size.height, options) };
  let longest = 2 * side;
  while (longest >= side / 2) {
    const x = planAxis(size.width, { ...options, side: longest });
    if (x.shape > longest) break;
    const high = Math.min(2 * side, Math.floor(side ** 2 / x.shape));
    const axes = { x, y: planAxis(size.height, { ...options, side: high }) };
    if (pixelsOf(axes) <= side ** 2 && workOf(axes) < workOf(best)) best = axes;
    longest = x.shape - multiple;
  }
  return best;
}

function region(x: readonly [number, number], y: readonly [number, number]): Region {
  return { x: x[0], y: y[0], width: x[1] - x[0], height: y[1] - y[0] };
}

function planAxis(length: number, options: AxisOptions): Axis {
  const { multiple } = options;
  const { longest, shared, blend } = room(options);
  const padded = Math.max(ceilTo(length, multiple), options.fixed ?? 0);
  if (padded <= longest) {
    return { shape: padded, blend: 0, spans: [{ inner: [0, length], outer: [0, length] }] };
  }
  const count = 1 + Math.ceil((padded - longest) / floorTo(longest - shared, multiple));
  const fit = { padded, count, shared, multiple, longest };
  const shape = options.fixed ?? leastShape(fit);
  const origins = Array.from({ length: count }, (_, i) =>
    floorTo((i * (padded - shape)) / (count - 1), multiple),
  );
  const seams = origins.slice(1).map((origin, i) => Math.floor((origin + (origins[i] ?? 0) + shape) / 2));
  return {
    shape,
    blend: Math.min(blend, narrowest(seams)),
    spans: spansOf(length, { origins, seams, shape }),
  };
}

/** The longest tile, the pixels that two neighbours must share, and the width of the band between them. */
function room({ side, overlap, multiple, fixed }: AxisOptions): {
  longest: number;
  shared: number;
  blend: number;
} {
  const kept = fixed === undefined ? overlap : Math.min(overlap, Math.floor(fixed / 6));
  const blend = blendFor(kept);
  const shared = 2 * (kept + blend);
  // At least half of a tile is its own part; otherwise a large overlap would lead to thousands of tiles.
  const least = ceilTo(Math.max(2 * shared, shared + multiple), multiple);
  const longest = fixed ?? Math.max(floorTo(side, multiple), least);
  return { longest, shared: Math.min(shared, longest - multiple), blend };
}

type Fit = { padded: number; count: number; shared: number; multiple: number; longest: number };

/** The smallest shape with which `count` tiles still overlap enough. It takes less work than tiles of the longest side. */
function leastShape({ padded, count, shared, multiple, longest }: Fit): number {
  let shape = ceilTo((padded + (count - 1) * shared) / count, multiple);
  while (shape < longest && shape - ceilTo((padded - shape) / (count - 1), multiple) < shared)
    shape += multiple;
  return Math.min(shape, longest);
}

/** Half the least distance between seams, so that bands never touch the same pixel twice. */
function narrowest(seams: readonly number[]): number {
  const gaps = seams.slice(1).map((seam, i) => seam - (seams[i] ?? 0));
  return Math.floor(Math.min(...gaps, Number.MAX_SAFE_INTEGER) / 2);
}

type Cuts = { origins: readonly number[]; seams: readonly number[]; shape: number };

function spansOf(length: number, { origins, seams, shape }: Cuts): Span[] {
  return origins.map((origin, i) => ({
    inner: [i === 0 ? 0 : (seams[i - 1] ?? 0), seams[i] ?? length],
    outer: [origin, Math.min(origin + shape, length)],
  }));
}
