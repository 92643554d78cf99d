import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ciede2000, type Lab } from './ciede2000';
import { difference } from './deltaECode';
import { LaneCode } from './lanes/LaneCode';
import { Planes } from './lanes/Planes';

/** The 34 pairs of Sharma, Wu and Dalal 2005, table 1. */
const rows = readFileSync(new URL('../../../tests/golden/ciede2000.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

const colours = ([l1, a1, b1, l2, a2, b2]: readonly number[]): [Lab, Lab] => [
  [l1!, a1!, b1!],
  [l2!, a2!, b2!],
];

/** Planes: L*, a* and b* of both pictures, and the target. */
function labsCode(): Uint8Array {
  const code = new LaneCode({ planes: 7 });
  const colour = (from: number) => [code.read(from), code.read(from + 1), code.read(from + 2)] as const;
  code.write(6, difference(code, [colour(0), colour(3)]));
  return code.module();
}

/** Differences of many pairs at once, in 32-bit floats. */
function inLanes(pairs: readonly (readonly [Lab, Lab])[]): Float32Array {
  const planes = new Planes(7 * pairs.length, 7);
  const all = Array.from({ length: 7 }, () => planes.plane(pairs.length));
  for (const [at, pair] of pairs.entries())
    for (const [k, value] of pair.flat().entries()) all[k]![at] = value;
  planes.lanes(labsCode)(all, { count: pairs.length });
  return all[6]!;
}

describe('ciede2000', () => {
  it.each(rows)('of %s %s %s and %s %s %s is %s', (...row) => {
    expect(rows).toHaveLength(34);
    const [first, second] = colours(row);
    const figures = [ciede2000(first, second), ciede2000(second, first)];
    // In lanes the middle of opposite hues is left to the other function.
    const lanes = [
      ...inLanes([
        [first, second],
        [second, first],
      ]),
    ].filter((value) => value !== -1);
    for (const figure of [...figures, ...lanes]) expect(Math.abs(figure - row[6]!)).toBeLessThan(1e-4);
  });

  it('has the same for many pairs, far and near', () => {
    let state = 5;
    const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const pairs = Array.from({ length: 30_000 }, (_, at): [Lab, Lab] => {
      const [reach, step] = [at % 3 === 0 ? 2 : 120, at % 2 === 0 ? 3 : 100];
      const colour: Lab = [100 * random(), reach * (random() - 0.5), reach * (random() - 0.5)];
      return [colour, colour.map((value) => value + step * (random() - 0.5)) as unknown as Lab];
    });
    const figures = inLanes(pairs);
    const left = [...figures].filter((value) => value === -1).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(pairs.length / 50);
    for (const [at, pair] of pairs.entries())
      if (figures[at] !== -1) expect(Math.abs(figures[at]! - ciede2000(...pair))).toBeLessThan(1e-3);
  });

  it('of equal colours is exactly 0', () => {
    const pairs = rows.flatMap((row): [Lab, Lab][] => colours(row).map((colour) => [colour, colour]));
    expect([...inLanes(pairs)].every((value) => value === 0)).toBe(true);
  });
});
