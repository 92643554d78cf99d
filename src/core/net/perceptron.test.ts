import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gates, learnFrom, startingLine, wrongOnes, type Example, type PerceptronState } from './perceptron';

function learn(examples: readonly Example[], looks: number): PerceptronState {
  let state = startingLine;
  for (let index = 0; index < looks; index += 1) state = learnFrom(state, examples, 0.1);
  return state;
}

describe('the perceptron', () => {
  it.each(['and', 'or'] as const)('learns %s', (gate) => {
    expect(wrongOnes(learn(gates[gate], 200).line, gates[gate])).toEqual([]);
  });

  it('never learns xor', () => {
    for (let looks = 1; looks <= 400; looks += 1)
      expect(wrongOnes(learn(gates.xor, looks).line, gates.xor).length).toBeGreaterThan(0);
  });

  it('parts whatever a line parts with some room, and is then corrected no more', () => {
    const unit = fc.double({ min: -1, max: 1, noNaN: true });
    const points = fc.array(fc.record({ x: unit, y: unit }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(points, unit, unit, (all, a, b) => {
        const examples = all
          .map(({ x, y }) => ({ x, y, away: a * x + b * y }))
          .filter(({ away }) => Math.abs(away) > 0.2 * Math.hypot(a, b) + 0.05)
          .map(({ x, y, away }) => ({ x, y, isOn: away > 0 }));
        if (examples.length === 0) return;
        const done = learn(examples, 4000);
        expect(wrongOnes(done.line, examples)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
