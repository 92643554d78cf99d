type Point = readonly [number, number];

/** Values on a grid: rows from the least y upwards, columns from the least x. */
export type Grid = {
  readonly columns: number;
  readonly rows: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly values: Float64Array;
};

export type GridOptions = Pick<Grid, 'columns' | 'rows' | 'x' | 'y'>;

/** Where the grid's points lie, row by row. */
export function gridPoints({ columns, rows, x, y }: GridOptions): readonly Point[] {
  const place = ([low, high]: Point, index: number, count: number): number =>
    low + ((high - low) * index) / (count - 1);
  return Array.from({ length: columns * rows }, (_, at) => [
    place(x, at % columns, columns),
    place(y, Math.floor(at / columns), rows),
  ]);
}

/**
 * Pieces of the line where the grid's values pass a level, by marching triangles: each cell is cut along a diagonal, and the values
 * are linear in each half. For a linear function the line is exact.
 */
export function contour(grid: Grid, level: number): readonly (readonly [Point, Point])[] {
  const { columns, rows, values } = grid;
  const points = gridPoints(grid);
  const pieces: (readonly [Point, Point])[] = [];
  const cut = (corners: readonly [number, number, number]): void => {
    const crossed = corners.flatMap((one, index) => {
      const other = corners[(index + 1) % 3] ?? one;
      const [low, high] = [values[one] ?? NaN, values[other] ?? NaN];
      if (low < level === high < level) return [];
      return [between(points[one], points[other], (level - low) / (high - low))];
    });
    const [start, end] = crossed;
    if (start !== undefined && end !== undefined) pieces.push([start, end]);
  };
  for (let row = 0; row + 1 < rows; row += 1)
    for (let column = 0; column + 1 < columns; column += 1) {
      const at = row * columns + column;
      cut([at, at + 1, at + columns]);
      cut([at + 1, at + columns + 1, at + columns]);
    }
  return pieces;
}

function between([ax, ay]: Point = [NaN, NaN], [bx, by]: Point = [NaN, NaN], share: number): Point {
  return [ax + share * (bx - ax), ay + share * (by - ay)];
}
