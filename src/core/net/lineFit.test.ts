import { describe, expect, it } from 'vitest';
import { finiteDifferences } from './finiteDifferences';
import { bowlOf, lineGradient, startWalk, walkOn, type Pair, type WalkOptions } from './lineFit';
import { usualSettings } from './optimisers';

const pairs: readonly Pair[] = [0.02, 0.05, 0.1, 0.3, 0.31, 0.7, 1].map((x) => ({ x, target: Math.sqrt(x) }));
const bowl = bowlOf(pairs);

function lossAfter(steps: number, options: Partial<WalkOptions>): number {
  const all = {
    pairs,
    settings: usualSettings.sgd(0.1),
    start: [-0.5, 1] as const,
    batch: 99,
    seed: 1,
    ...options,
  };
  let walk = startWalk(all);
  for (let taken = 0; taken < steps; taken += 1) walk = walkOn(walk, all);
  return walk.loss;
}

describe('the bowl', () => {
  it('is the mean squared error', () => {
    const direct =
      pairs.reduce((sum, { x, target }) => sum + (0.7 * x + 0.2 - target) ** 2, 0) / pairs.length;
    expect(bowl.lossAt([0.7, 0.2])).toBeCloseTo(direct, 12);
  });

  it('has its bottom where the gradient is zero, and the gradient that finite differences give', () => {
    for (const slope of lineGradient(pairs, Float64Array.from(bowl.best))) expect(slope).toBeCloseTo(0, 10);
    const net = { sizes: [1, 1], activations: ['linear' as const], parameters: Float64Array.of(0.4, -0.3) };
    const differences = finiteDifferences(net, ({ parameters: [a = 0, b = 0] }) => bowl.lossAt([a, b]));
    lineGradient(pairs, net.parameters).forEach((slope, at) => {
      expect(Math.abs(slope - (differences[at] ?? NaN))).toBeLessThan(1e-6);
    });
  });

  it('curves as its gradient changes', () => {
    const [least, most] = bowl.curvatures;
    const h = 1e-4;
    const rows = [0, 1].map((at) => {
      const [up, down] = [h, -h].map((by) =>
        lineGradient(pairs, Float64Array.of(at === 0 ? by : 0, at === 1 ? by : 0)),
      );
      return [0, 1].map((of) => ((up?.[of] ?? 0) - (down?.[of] ?? 0)) / (2 * h));
    });
    const [[aa = 0, ab = 0] = [], [, bb = 0] = []] = rows;
    expect(least + most).toBeCloseTo(aa + bb, 6);
    expect(least * most).toBeCloseTo(aa * bb - ab * ab, 6);
  });

  it('has a bottom for pairs that are all alike, and for none', () => {
    const same = Array.from({ length: 5 }, () => ({ x: 1, target: 0.5 }));
    expect(bowlOf(same).lossAt(bowlOf(same).best)).toBeCloseTo(0, 12);
    expect(bowlOf(same).curvatures[0]).toBeCloseTo(0);
    expect(bowlOf([]).best).toEqual([0, 0]);
  });
});

describe('a walk', () => {
  it('converges just below 2 / curvature and diverges just above', () => {
    const edge = 2 / bowl.curvatures[1];
    expect(lossAfter(2000, { settings: usualSettings.sgd(0.98 * edge) })).toBeCloseTo(
      bowl.lossAt(bowl.best),
      6,
    );
    expect(lossAfter(2000, { settings: usualSettings.sgd(1.02 * edge) })).toBeGreaterThan(1e3);
  });

  it('takes the same way for the same seed, another for another', () => {
    expect(lossAfter(20, { batch: 1 })).toBe(lossAfter(20, { batch: 1 }));
    expect(lossAfter(20, { batch: 1 })).not.toBe(lossAfter(20, { batch: 1, seed: 2 }));
    expect(lossAfter(20, {})).toBe(lossAfter(20, { seed: 2 }));
  });
});
