import type { Raster, Region } from '../raster';
import { logColourError, opponentRow, toHuntLab, type OpponentRow } from './flipColour';
import { flipFilters, type FlipFilters } from './flipFilters';
import { Planes } from './Planes';
import { assertSameSize, silent, type MapSink, type Report } from './samples';
import { largestTile, tilesOf } from './tilesOf';
import { f32 } from './values';

/** Pixels a degree: a screen 0.7 m wide with 3840 pixels, seen from 0.7 m. The authors' default. */
export const flipPpd = 0.7 * (3840 / 0.7) * (Math.PI / 180);

/** What is seen of one picture's tile: colours after the eye's blur, and how strong edges and points are. */
type Seen = OpponentRow & { readonly edges: Float32Array; readonly points: Float32Array };

/** The filters over a tile of one picture after the other. */
class Eye {
  readonly stride: number;
  readonly #planes: Planes;
  readonly #source: OpponentRow;
  readonly #across: Float32Array;
  readonly #spare: Float32Array;
  readonly #seen: readonly [Seen, Seen];

  constructor(
    size: { width: number; height: number },
    private readonly filters: FlipFilters,
  ) {
    const { width, height } = largestTile(size);
    this.stride = width + 2 * filters.radius;
    const length = this.stride * (height + 2 * filters.radius);
    this.#planes = new Planes(15 * length, 15);
    const plane = (): Float32Array => this.#planes.plane(length);
    const seen = (): Seen => ({ y: plane(), cx: plane(), cz: plane(), edges: plane(), points: plane() });
    this.#source = { y: plane(), cx: plane(), cz: plane() };
    this.#across = plane();
    this.#spare = plane();
    this.#seen = [seen(), seen()];
  }

  look(picture: Raster, tile: Region, which: 0 | 1): Seen {
    const { radius, achromatic, redGreen, blueYellow } = this.filters;
    const source = this.#source;
    for (let row = 0; row < tile.height + 2 * radius; row += 1) {
      const [from, count] = [row * this.stride, tile.width + 2 * radius];
      const part = (plane: Float32Array): Float32Array => plane.subarray(from, from + count);
      const place = { x: tile.x - radius, row: tile.y - radius + row, count };
      opponentRow(picture, place, { y: part(source.y), cx: part(source.cx), cz: part(source.cz) });
    }
    const seen = this.#seen[which];
    const spare = this.#spare;
    const [wide, narrow] = blueYellow;
    this.#window({ source: source.y, target: seen.y }, [achromatic, achromatic], tile);
    this.#window({ source: source.cx, target: seen.cx }, [redGreen, redGreen], tile);
    this.#window({ source: source.cz, target: seen.cz }, [wide, wide], tile);
    this.#window({ source: source.cz, target: spare }, [narrow, narrow], tile);
    const length = this.stride * tile.height;
    for (let i = 0; i < length; i += 1) seen.cz[i] = f32(seen.cz, i) + f32(spare, i);
    this.#features(seen, tile);
    for (let row = 0; row < tile.height; row += 1) toHuntLab(seen, row * this.stride, tile.width);
    return seen;
  }

  /** Derivatives of the Gaussian down and across; what counts is their length. */
  #features({ edges, points }: Seen, tile: Region): void {
    const { smooth, edge, point } = this.filters;
    const passes = [
      { derivative: edge, target: edges },
      { derivative: point, target: points },
    ];
    this.#filterAcross(this.#source.y, smooth, { height: tile.height, reach: reachOf(edge) });
    for (const { derivative, target } of passes) this.#filterDown(target, derivative, tile);
    for (const { derivative, target } of passes) {
      this.#window({ source: this.#source.y, target: this.#spare }, [derivative, smooth], tile);
      for (let i = 0; i < this.stride * tile.height; i += 1) {
        const x = f32(this.#spare, i);
        const y = f32(target, i);
        target[i] = Math.sqrt(x * x + y * y);
      }
    }
  }

  /** Filters a plane across and down. The value of a pixel comes to its place in the tile without the edge around it. */
  #window(
    { source, target }: { source: Float32Array; target: Float32Array },
    [across, down]: readonly [Float32Array, Float32Array],
    tile: Region,
  ): void {
    this.#filterAcross(source, across, { height: tile.height, reach: reachOf(down) });
    this.#filterDown(target, down, tile);
  }

  /** @param rows those of the tile, and how many above and below it are wanted as well */
  #filterAcross(source: Float32Array, weights: Float32Array, rows: { height: number; reach: number }): void {
    const aside = this.filters.radius - reachOf(weights);
    const from = (this.filters.radius - rows.reach) * this.stride + aside;
    const count = (rows.height + 2 * rows.reach) * this.stride - aside;
    this.#planes.filter({ source: source.subarray(from), target: this.#across }, weights, { step: 1, count });
  }

  #filterDown(target: Float32Array, weights: Float32Array, { height }: Region): void {
    const { stride } = this;
    this.#planes.filter({ source: this.#across, target }, weights, { step: stride, count: height * stride });
  }
}

function reachOf(weights: Float32Array): number {
  return (weights.length - 1) / 2;
}

type Options = {
  readonly report?: Report | undefined;
  readonly sink?: MapSink | undefined;
  readonly ppd?: number;
};

/**
 * FLIP, how different two pictures look when they are shown in turn, 0 to 1, lower is better: the mean over all pixels, of pictures in
 * sRGB.
 * @see Andersson et al. 2020, doi:10.1145/3406183
 * @throws RangeError when the sizes differ
 */
export function flip(
  distorted: Raster,
  reference: Raster,
  { report = silent, sink, ppd = flipPpd }: Options = {},
): number {
  assertSameSize(distorted, reference);
  const { width, height } = reference;
  const area = { x: 0, y: 0, width, height };
  const eye = new Eye(area, flipFilters(ppd));
  const tiles = tilesOf(area);
  const values = new Float32Array(largestTile(area).width);
  let sum = 0;
  for (const [done, tile] of tiles.entries()) {
    const first = eye.look(distorted, tile, 0);
    const second = eye.look(reference, tile, 1);
    for (let row = 0; row < tile.height; row += 1) {
      sum += errors(first, second, { from: row * eye.stride, count: tile.width, values });
      sink?.({ x: tile.x, y: tile.y + row, count: tile.width }, values);
    }
    report((done + 1) / tiles.length);
  }
  return sum / (width * height);
}

/** Writes the errors of a row, and returns their sum. */
function errors(
  a: Seen,
  b: Seen,
  { from, count, values }: { from: number; count: number; values: Float32Array },
): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const at = from + i;
    const dx = f32(a.cx, at) - f32(b.cx, at);
    const dz = f32(a.cz, at) - f32(b.cz, at);
    const distance = Math.abs(f32(a.y, at) - f32(b.y, at)) + Math.sqrt(dx * dx + dz * dz);
    const edge = Math.abs(f32(a.edges, at) - f32(b.edges, at));
    const point = Math.abs(f32(a.points, at) - f32(b.points, at));
    const feature = Math.sqrt(Math.max(edge, point) * Math.SQRT1_2);
    const error = distance > 0 ? Math.exp(logColourError(distance) * (1 - feature)) : 0;
    values[i] = error;
    sum += error;
  }
  return sum;
}
