import { describe, expect, it } from 'vitest';
import {
  createOptimiser,
  step,
  usualSettings,
  type OptimiserName,
  type OptimiserSettings,
  type Stepped,
} from './optimisers';

const names = Object.keys(usualSettings) as OptimiserName[];

/** Steps down a bowl, 2 a² + b² / 2. */
function down(settings: OptimiserSettings, steps: number): readonly number[] {
  let state: Stepped = { optimiser: createOptimiser(settings, 2), weights: Float64Array.of(1, -2) };
  for (let taken = 0; taken < steps; taken += 1) {
    const [a = 0, b = 0] = state.weights;
    state = step(state.optimiser, state.weights, [4 * a, b]);
  }
  return [...state.weights];
}

describe.each(names)('%s', (name) => {
  it('reaches the bottom of a bowl', () => {
    const [a = 1, b = 1] = down(usualSettings[name](0.01), 3000);
    expect(Math.hypot(a, b)).toBeLessThan(0.02);
  });

  it('leaves what it was given as it is', () => {
    const optimiser = createOptimiser(usualSettings[name](0.1), 1);
    const weights = Float64Array.of(1);
    step(optimiser, weights, [3]);
    expect(optimiser).toEqual(createOptimiser(usualSettings[name](0.1), 1));
    expect([...weights]).toEqual([1]);
  });
});

it('takes known first steps', () => {
  const first = (settings: OptimiserSettings): number =>
    step(createOptimiser(settings, 1), [1], [-4]).weights[0] ?? NaN;
  expect(first(usualSettings.sgd(0.1))).toBeCloseTo(1.4);
  expect(first(usualSettings.momentum(0.1))).toBeCloseTo(1.4);
  // Adam's first step has the length of the rate, whatever the gradient is. RMSProp's is 1 ∕ √(1 − decay) times longer: its mean starts at zero.
  expect(first(usualSettings.adam(0.1))).toBeCloseTo(1.1, 6);
  expect(first(usualSettings.rmsprop(0.1))).toBeCloseTo(2, 6);
});

it('diverges above 2 / curvature, and not below', () => {
  expect(Math.abs(down(usualSettings.sgd(0.51), 200)[0] ?? 0)).toBeGreaterThan(10);
  expect(Math.abs(down(usualSettings.sgd(0.49), 200)[0] ?? 1)).toBeLessThan(0.1);
});

it('refuses gradients of another network', () => {
  expect(() => step(createOptimiser(usualSettings.sgd(1), 2), [1, 2], [1])).toThrow(RangeError);
});
