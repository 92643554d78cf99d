import { describe, expect, it } from 'vitest';
import { LaneCode, type LaneShape, type Lanes } from './LaneCode';
import { cubeRoot, curve, exp2, log2 } from './laneMath';
import { Planes } from './Planes';

type Write = (code: LaneCode) => void;
type Given = { values: readonly (readonly number[])[]; scalars?: readonly number[] };

/** Runs code over planes with these values; the last plane is a target. */
function run(
  shape: LaneShape,
  write: Write,
  { values, scalars = [] }: Given,
): { target: number[]; sums: number[] } {
  const count = values[0]?.length ?? 0;
  const planes = new Planes((values.length + 1) * (count + 4), values.length + 1);
  const sources = values.map((list) => {
    const plane = planes.plane(count + 4);
    plane.set(list);
    return plane;
  });
  const target = planes.plane(count + 4);
  const code = new LaneCode(shape);
  write(code);
  planes.lanes(() => code.module())([...sources, target], { count, scalars });
  return { target: [...target.subarray(0, count)], sums: [...planes.sums] };
}

/** A function of one value at many places. */
function plotted(of: (code: LaneCode, x: Lanes) => Lanes, places: readonly number[]): number[] {
  const write: Write = (code) => {
    code.write(1, of(code, code.read(0)));
  };
  return run({ planes: 2 }, write, { values: [places] }).target;
}

const places = (from: number, to: number) =>
  Array.from({ length: 1001 }, (_, at) => Math.fround(from + ((to - from) * at) / 1000));

describe('LaneCode', () => {
  it('computes with planes and scalars, and adds up each wanted value once', () => {
    const [a, b] = [
      Array.from({ length: 13 }, (_, i) => i - 3),
      Array.from({ length: 13 }, (_, i) => 2 * i + 1),
    ];
    const write: Write = (code) => {
      const [x, y] = [code.read(0), code.read(1)];
      const product = code.multiply(code.add(x, code.scalar(0)), code.subtract(y, code.scalar(1)));
      const chosen = code.select(product, code.divide(product, 2), code.isLess(x, 4));
      code.write(2, chosen);
      code.sum(0, chosen);
      code.sum(1, code.dot([x, x], [y, 0.5]));
    };
    const { target, sums } = run({ planes: 3, scalars: 2, sums: 2 }, write, {
      values: [a, b],
      scalars: [10, 3],
    });
    const expected = a.map((x, i) => ((x + 10) * (b[i]! - 3)) / (x < 4 ? 1 : 2));
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    expect(target).toEqual(expected);
    expect(sums.slice(0, 2)).toEqual([total(expected), total(a.map((x, i) => x * x + b[i]! / 2))]);
  });

  it.each([1, 3, 4, 5])('adds up %i values without what lies behind them', (count) => {
    const write: Write = (code) => {
      code.write(1, code.root(code.read(0)));
      // What is behind the values has no root.
      code.sum(0, code.root(code.subtract(code.read(0), 1)));
    };
    const { sums } = run({ planes: 2, sums: 1 }, write, { values: [Array<number>(count).fill(5)] });
    expect(sums[0]).toBe(2 * count);
  });

  it('adds up in 64 bits', () => {
    const write: Write = (code) => {
      code.sum(0, code.read(0));
    };
    const { sums } = run({ planes: 2, sums: 1 }, write, { values: [[2 ** 30, 1, 0, 0, 2 ** -20]] });
    expect(sums[0]).toBe(2 ** 30 + 1 + 2 ** -20);
  });

  it('needs no more than its constants, however many', () => {
    const write: Write = (code) => {
      let sum = code.read(0);
      for (let at = 1; at <= 300; at += 1) sum = code.add(sum, at);
      code.write(1, sum);
    };
    expect(run({ planes: 2 }, write, { values: [[0.5]] }).target).toEqual([45_150.5]);
  });
});

describe('functions of lanes', () => {
  const far = (found: readonly number[], expected: readonly number[]) =>
    Math.max(...found.map((value, at) => Math.abs(value - expected[at]!)));
  const share = (found: readonly number[], expected: readonly number[]) =>
    far(
      found.map((value, at) => value / expected[at]!),
      expected.map(() => 1),
    );

  it('have powers of 2 to within 3e-7 of their size, down to nothing', () => {
    const xs = places(-30, 30);
    expect(
      share(
        plotted(exp2, xs),
        xs.map((x) => 2 ** x),
      ),
    ).toBeLessThan(3e-7);
    expect(plotted(exp2, [-1000, -126])).toEqual([2 ** -126, 2 ** -126]);
  });

  it('have logarithms to within 1e-6, and those of powers of 2 nearly exactly', () => {
    for (const xs of [places(1e-6, 1e-3), places(0.001, 2), places(2, 1000)])
      expect(far(plotted(log2, xs), xs.map(Math.log2))).toBeLessThan(1e-6);
    expect(far(plotted(log2, [0.25, 1, 8]), [-2, 0, 3])).toBeLessThan(2e-7);
  });

  it('have cube roots to within 3e-7 of their size', () => {
    for (const xs of [places(1e-6, 1e-3), places(0.001, 2)])
      expect(share(plotted(cubeRoot, xs), xs.map(Math.cbrt))).toBeLessThan(3e-7);
  });

  it('have smooth curves', () => {
    const xs = places(-2, 3);
    const sine = (code: LaneCode, x: Lanes) => curve(code, x, { of: Math.sin, from: -2, to: 3, degree: 12 });
    expect(far(plotted(sine, xs), xs.map(Math.sin))).toBeLessThan(1e-6);
  });
});
