import { describe, expect, it } from 'vitest';
import { activationNames, type ActivationName } from './activations';
import { meanLoss } from './losses';
import { backward, createMlp, forward, layersOf, withParameters, type Mlp } from './mlp';

const small = (activation: ActivationName, seed: number): Mlp =>
  createMlp({
    sizes: [2, 3, 3, 2],
    activation,
    init: ({ fanIn }, random) => random.normal() / Math.sqrt(fanIn),
    biases: (_, random) => 0.3 * random.normal(),
    seed,
  });

const inputs = [
  [0.3, -0.8],
  [1.1, 0.4],
  [-0.6, 0.9],
];
const targets = [0.2, 0.7, -0.3, 0.1, 0.5, 0.9];

const lossAt = (net: Mlp, examples = inputs): number =>
  meanLoss('mse', forward(net, examples).outputs, targets).value;

const step = 1e-6;

describe.each(activationNames)('back-propagation through %s', (activation) => {
  it('gives every derivative that finite differences give', () => {
    const net = small(activation, 5);
    const run = forward(net, inputs);
    const { parameters, layers } = backward(net, run, meanLoss('mse', run.outputs, targets).gradient);
    parameters.forEach((gradient, at) => {
      const moved = (by: number): number =>
        lossAt(
          withParameters(
            net,
            net.parameters.map((value, index) => (index === at ? value + by : value)),
          ),
        );
      expect(Math.abs(gradient - (moved(step) - moved(-step)) / (2 * step))).toBeLessThan(1e-6);
    });
    layers[0]?.inputs.forEach((gradient, at) => {
      const moved = (by: number): number =>
        lossAt(
          net,
          inputs.map((example, row) => example.map((value, i) => (row * 2 + i === at ? value + by : value))),
        );
      expect(Math.abs(gradient - (moved(step) - moved(-step)) / (2 * step))).toBeLessThan(1e-6);
    });
  });
});

describe('a network', () => {
  it('computes known values: two rectified neurons make the absolute difference', () => {
    const net: Mlp = {
      sizes: [2, 2, 1],
      activations: ['relu', 'linear'],
      parameters: Float64Array.of(1, -1, -1, 1, 0, 0, 1, 1, 0.5),
    };
    const { outputs, layers } = forward(net, [
      [0, 0],
      [1, 0],
      [0.25, 1],
    ]);
    expect([...outputs]).toEqual([0.5, 1.5, 1.25]);
    expect([...(layers[0]?.sums ?? [])]).toEqual([0, 0, 1, -1, -0.75, 0.75]);
  });

  it('is the same for the same seed, and asks the initialiser with each layer’s fans', () => {
    expect(small('tanh', 3)).toEqual(small('tanh', 3));
    expect(small('tanh', 3)).not.toEqual(small('tanh', 4));
    const net = createMlp({
      sizes: [2, 5, 1],
      activation: 'tanh',
      output: 'sigmoid',
      init: ({ fanIn, fanOut, layer }) => fanIn * 100 + fanOut * 10 + layer,
      seed: 1,
    });
    const [first, last] = layersOf(net);
    expect(new Set(first?.weights)).toEqual(new Set([250]));
    expect(new Set(last?.weights)).toEqual(new Set([511]));
    expect(new Set(net.parameters.slice(10, 15))).toEqual(new Set([0]));
    expect(net.activations).toEqual(['tanh', 'sigmoid']);
    expect(net.parameters.length).toBe(2 * 5 + 5 + 5 + 1);
  });

  it('refuses what does not fit', () => {
    expect(() => forward(small('tanh', 1), [[1]])).toThrow(RangeError);
    expect(() => createMlp({ sizes: [2], activation: 'tanh', init: () => 0, seed: 1 })).toThrow(RangeError);
  });
});
