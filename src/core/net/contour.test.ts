import { expect, it } from 'vitest';
import { contour, gridPoints, type Grid, type GridOptions } from './contour';

const shape: GridOptions = { columns: 41, rows: 31, x: [-1, 1], y: [-0.8, 0.8] };

function grid(of: (x: number, y: number) => number): Grid {
  return { ...shape, values: Float64Array.from(gridPoints(shape), ([x, y]) => of(x, y)) };
}

it('follows a straight line exactly, from edge to edge', () => {
  const pieces = contour(
    grid((x, y) => 2 * x - y),
    0.3,
  );
  for (const [x, y] of pieces.flat()) expect(2 * x - y).toBeCloseTo(0.3, 10);
  const heights = pieces.flat().map(([, y]) => y);
  expect(Math.min(...heights)).toBeCloseTo(-0.8);
  expect(Math.max(...heights)).toBeCloseTo(0.8);
});

it('goes round a circle, with its whole length', () => {
  const pieces = contour(
    grid((x, y) => x * x + y * y),
    0.25,
  );
  for (const [x, y] of pieces.flat()) expect(Math.hypot(x, y)).toBeCloseTo(0.5, 2);
  const length = pieces.reduce((sum, [[ax, ay], [bx, by]]) => sum + Math.hypot(bx - ax, by - ay), 0);
  expect(length).toBeCloseTo(Math.PI, 1);
});

it('draws nothing where the level is not reached', () => {
  expect(
    contour(
      grid(() => 1),
      1,
    ),
  ).toEqual([]);
  expect(
    contour(
      grid((x) => x),
      4,
    ),
  ).toEqual([]);
});
