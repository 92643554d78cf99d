import type { Raster, Region } from '../raster';
import { errorCode, huntLabCode, lengthCode, opponentCode } from './flipColour';
import { flipFilters, type FlipFilters } from './flipFilters';
import { Planes, type LaneRun } from './lanes/Planes';
import { assertSameSize, silent, type MapSink, type Report } from './samples';
import { readLight, type LightRow } from './srgbLab';
import { largestTile, tilesOf } from './tilesOf';

/** Pixels a degree: a screen 0.7 m wide with 3840 pixels, seen from 0.7 m. The authors' default. */
export const flipPpd = 0.7 * (3840 / 0.7) * (Math.PI / 180);

/** What is seen of one picture's tile: colours after the eye's blur, and how strong edges and points are. */
type Seen = readonly [...colours: LightRow, edges: Float32Array, points: Float32Array];

/** The filters over a tile of one picture after the other. */
class Eye {
  readonly stride: number;
  readonly #planes: Planes;
  readonly #source: LightRow;
  readonly #across: Float32Array;
  readonly #spare: Float32Array;
  readonly #seen: readonly [Seen, Seen];
  readonly #run: Readonly<Record<'opponent' | 'huntLab' | 'length' | 'error', LaneRun>>;

  constructor(
    size: { width: number; height: number },
    private readonly filters: FlipFilters,
  ) {
    const { width, height } = largestTile(size);
    this.stride = width + 2 * filters.radius;
    const length = this.stride * (height + 2 * filters.radius);
    const planes = new Planes(15 * length, 15);
    const plane = (): Float32Array => planes.plane(length);
    const three = (): LightRow => [plane(), plane(), plane()];
    this.#planes = planes;
    this.#source = three();
    [this.#across, this.#spare] = [plane(), plane()];
    this.#seen = [
      [...three(), plane(), plane()],
      [...three(), plane(), plane()],
    ];
    const [opponent, huntLab] = [planes.lanes(opponentCode), planes.lanes(huntLabCode)];
    this.#run = { opponent, huntLab, length: planes.lanes(lengthCode), error: planes.lanes(errorCode) };
  }

  look(picture: Raster, tile: Region, which: 0 | 1): void {
    const { achromatic, redGreen, blueYellow } = this.filters;
    this.#read(picture, tile);
    const [y, cx, cz] = this.#source;
    const seen = this.#seen[which];
    const [wide, narrow] = blueYellow;
    this.#window({ source: y, target: seen[0] }, [achromatic, achromatic], tile);
    this.#window({ source: cx, target: seen[1] }, [redGreen, redGreen], tile);
    this.#window({ source: cz, target: seen[2] }, [wide, wide], tile);
    this.#window({ source: cz, target: this.#spare }, [narrow, narrow], tile);
    const [lightness, a, b] = seen;
    this.#run.huntLab([lightness, a, b, this.#spare], { count: this.stride * tile.height });
    this.#features(seen, tile);
  }

  /** The errors of a row of the tile, and their sum. */
  compare(row: number, count: number): { values: Float32Array; sum: number } {
    const [first, second] = this.#seen;
    const from = (plane: Float32Array): Float32Array => plane.subarray(row * this.stride);
    const values = from(this.#spare);
    this.#run.error([...first.map(from), ...second.map(from), values], { count });
    return { values, sum: this.#planes.sums[0] ?? 0 };
  }

  /** Opponent colours of a tile and of what lies around it. */
  #read(picture: Raster, tile: Region): void {
    const { radius } = this.filters;
    const [rows, count] = [tile.height + 2 * radius, tile.width + 2 * radius];
    const [red, green, blue] = this.#source;
    for (let row = 0; row < rows; row += 1) {
      const part = (plane: Float32Array): Float32Array => plane.subarray(row * this.stride);
      const place = { x: tile.x - radius, row: tile.y - radius + row, count };
      readLight(picture, place, [part(red), part(green), part(blue)]);
    }
    this.#run.opponent(this.#source, { count: this.stride * rows });
  }

  /** Derivatives of the Gaussian down and across; what counts is their length. */
  #features([, , , edges, points]: Seen, tile: Region): void {
    const { smooth, edge, point } = this.filters;
    const [y] = this.#source;
    const passes = [
      { derivative: edge, target: edges },
      { derivative: point, target: points },
    ];
    this.#filterAcross(y, smooth, { height: tile.height, reach: reachOf(edge) });
    for (const { derivative, target } of passes) this.#filterDown(target, derivative, tile);
    for (const { derivative, target } of passes) {
      this.#window({ source: y, target: this.#spare }, [derivative, smooth], tile);
      this.#run.length([target, this.#spare], { count: this.stride * tile.height });
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
  let sum = 0;
  for (const [done, tile] of tiles.entries()) {
    eye.look(distorted, tile, 0);
    eye.look(reference, tile, 1);
    for (let row = 0; row < tile.height; row += 1) {
      const errors = eye.compare(row, tile.width);
      sum += errors.sum;
      sink?.({ x: tile.x, y: tile.y + row, count: tile.width }, errors.values);
    }
    report((done + 1) / tiles.length);
  }
  return sum / (width * height);
}
