import type { Region, Size } from '../raster';

export type TileOptions = {
  /** Longest side of what the network is given, px; enlarged where it is too small for the overlap. */
  side: number;
  /** Real pixels of context that every pixel in use has, px a side (less only at the photo's border). */
  overlap: number;
  /** Tiles start on multiples of it, and their sides are multiples of it. Default 1. */
  multipleOf?: number;
  /** The one size that the network takes, a multiple of `multipleOf`; `side` does not count then. */
  fixed?: Size;
};

export type Tile = {
  readonly column: number;
  readonly row: number;
  /** The part of the photo that this tile owns. */
  readonly inner: Region;
  /** Inner and its surroundings, inside the photo; what is missing to the plan's shape is padding at the right and bottom. */
  readonly outer: Region;
};

/** How a photo is cut up: inner regions partition it exactly, and all tiles have one shape. */
export type TilePlan = {
  readonly size: Size;
  /** What the network is given, tile for tile; the session sees no second shape in this photo. */
  readonly shape: Size;
  /** Half the width of the band around a seam in which two tiles are mixed, px; not more than half the overlap. */
  readonly blend: Size;
  readonly columns: number;
  readonly rows: number;
  /** Row by row, from the left. */
  readonly tiles: readonly Tile[];
};

type Span = { inner: readonly [number, number]; outer: readonly [number, number] };
type Axis = { shape: number; blend: number; spans: Span[] };
type AxisOptions = { side: number; overlap: number; multiple: number; fixed: number | undefined };

/** Wider bands cost time and hide nothing more: neighbours differ by a fraction of a level where the overlap is right. */
const widestBlend = 8;

const floorTo = (value: number, multiple: number): number => Math.floor(value / multiple) * multiple;
const ceilTo = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;
const blendFor = (overlap: number): number => Math.min(widestBlend, Math.floor(overlap / 2));

/**
 * Cuts a photo into tiles of one shape with near-equal steps, so that no sliver is left at the edge.
 * A pixel in use, those of the blended bands included, has `overlap` real pixels around it in its tile.
 * Where a fixed size leaves no room for that, the overlap shrinks to a sixth of the tile.
 */
export function planTiles(size: Size, { side, overlap, multipleOf = 1, fixed }: TileOptions): TilePlan {
  const axis = { side, overlap, multiple: multipleOf };
  const x = planAxis(size.width, { ...axis, fixed: fixed?.width });
  const y = planAxis(size.height, { ...axis, fixed: fixed?.height });
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

/** The longest tile, what two neighbours must share, and the band they are mixed in. */
function room({ side, overlap, multiple, fixed }: AxisOptions): {
  longest: number;
  shared: number;
  blend: number;
} {
  const kept = fixed === undefined ? overlap : Math.min(overlap, Math.floor(fixed / 6));
  const blend = blendFor(kept);
  const shared = 2 * (kept + blend);
  // Half of a tile at least is its own, or a large overlap would make thousands of tiles.
  const least = ceilTo(Math.max(2 * shared, shared + multiple), multiple);
  const longest = fixed ?? Math.max(floorTo(side, multiple), least);
  return { longest, shared: Math.min(shared, longest - multiple), blend };
}

type Fit = { padded: number; count: number; shared: number; multiple: number; longest: number };

/** The smallest shape with which `count` tiles still share enough: less to compute than tiles as long as allowed. */
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
