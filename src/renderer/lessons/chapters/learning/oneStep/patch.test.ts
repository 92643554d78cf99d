import { expect, it } from 'vitest';
import { patchOf } from './patch';

const grey = (rows: readonly (readonly number[])[]) => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Uint8Array.from(rows.flat().flatMap((value) => [value, value, value])),
});

it('has the middle, the mean around it, and the square root of the middle', () => {
  const { inputs, target } = patchOf(
    grey([
      [0, 0, 0],
      [51, 102, 51],
      [0, 102, 0],
    ]),
    0.5,
    0.5,
  );
  expect(inputs[0]).toBeCloseTo(0.4);
  expect(inputs[1]).toBeCloseTo((0.2 + 0.2 + 0.4) / 8);
  expect(target).toBeCloseTo(Math.sqrt(0.4));
});

it('works on a single pixel', () => {
  expect(patchOf(grey([[255]]), 1, 1).inputs[1]).toBeCloseTo(1);
});
