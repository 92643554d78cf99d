import { describe, expect, it } from 'vitest';
import { activationNames, activations } from './activations';

describe.each(activationNames)('%s', (name) => {
  it('has the derivative that finite differences give', () => {
    const { of, derivative } = activations[name];
    const step = 1e-5;
    // No value lies within a step of zero, where ReLU has a corner.
    for (let x = -4.05; x < 4; x += 0.1)
      expect(derivative(x)).toBeCloseTo((of(x + step) - of(x - step)) / (2 * step), 6);
  });
});

it('has known values', () => {
  expect(activations.sigmoid.of(0)).toBe(0.5);
  expect(activations.relu.of(-2)).toBe(0);
  expect(activations.leakyRelu.of(-2)).toBeCloseTo(-0.02);
  // torch.nn.functional.gelu(1, approximate='tanh')
  expect(activations.gelu.of(1)).toBeCloseTo(0.841192, 6);
  expect(activations.gelu.of(-1)).toBeCloseTo(-0.158808, 6);
});
