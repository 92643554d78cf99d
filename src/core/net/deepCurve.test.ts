import { describe, expect, it } from 'vitest';
import { activationNames } from './activations';
import { deepCurve } from './deepCurve';

/** How far the curve is from the chord between its ends. */
function bend(curve: (x: number) => number): number {
  const [start, end] = [curve(-2), curve(2)];
  const off = Array.from({ length: 41 }, (_, index) => {
    const x = -2 + index / 10;
    return Math.abs(curve(x) - (start + ((end - start) * (x + 2)) / 4));
  });
  return Math.max(...off);
}

describe.each(activationNames)('a deep network with %s', (activation) => {
  it(activation === 'linear' ? 'is a straight line' : 'bends', () => {
    const bends = [1, 2, 3].map((seed) => bend(deepCurve({ depth: 4, width: 8, activation, seed })));
    if (activation === 'linear') expect(Math.max(...bends)).toBeLessThan(1e-9);
    else expect(Math.max(...bends)).toBeGreaterThan(1e-3);
  });
});
