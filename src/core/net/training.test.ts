import { describe, expect, it } from 'vitest';
import type { ActivationName } from './activations';
import { createMlp, forward } from './mlp';
import { usualSettings } from './optimisers';
import { startTraining, trainOnce, type Task } from './training';

const xor: Task = {
  examples: {
    inputs: [
      [-1, -1],
      [1, 1],
      [-1, 1],
      [1, -1],
    ],
    targets: [0, 0, 1, 1],
  },
  loss: 'crossEntropy',
};

function wrongAfter(hidden: number, activation: ActivationName, seed: number): number {
  const net = createMlp({
    sizes: [2, hidden, 1],
    activation,
    output: 'sigmoid',
    init: (_, random) => random.normal(),
    seed,
  });
  let training = startTraining(net, usualSettings.adam(0.05), xor);
  for (let taken = 0; taken < 600; taken += 1) training = trainOnce(training, xor);
  const { outputs } = forward(training.net, xor.examples.inputs);
  return xor.examples.targets.filter((target, at) => (outputs[at] ?? 0) > 0.5 !== (target === 1)).length;
}

describe('XOR', () => {
  it.each([1, 2, 3, 4, 5])('is learned by four hidden units, seed %i', (seed) => {
    expect(wrongAfter(4, 'tanh', seed)).toBe(0);
  });

  it.each([1, 2, 3])('is never learned by one hidden unit or without an activation, seed %i', (seed) => {
    expect(wrongAfter(1, 'tanh', seed)).toBeGreaterThan(0);
    expect(wrongAfter(4, 'linear', seed)).toBeGreaterThan(0);
  });
});

it('reports the loss of the network that it returns', () => {
  const net = createMlp({ sizes: [2, 1], activation: 'tanh', output: 'sigmoid', init: () => 0, seed: 1 });
  const start = startTraining(net, usualSettings.sgd(0.1), xor);
  expect(start.loss).toBeCloseTo(Math.log(2));
  // XOR's gradient is zero here: its points pull in all directions alike.
  expect(trainOnce(start, xor).loss).toBeCloseTo(Math.log(2));
});
