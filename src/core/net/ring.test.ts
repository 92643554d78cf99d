import { expect, it } from 'vitest';
import { ring } from './ring';

it('has as many points inside as around, apart from each other and the same for the same seed', () => {
  const points = ring(60, 1);
  const away = (isOn: boolean): number[] =>
    points.filter((point) => point.isOn === isOn).map(({ x, y }) => Math.hypot(x - 0.5, y - 0.5));
  expect(away(true)).toHaveLength(30);
  expect(Math.max(...away(true))).toBeLessThan(Math.min(...away(false)) - 0.1);
  expect(ring(60, 1)).toEqual(points);
});
