import { describe, expect, it } from 'vitest';
import { initialisers } from './initialisers';
import { meanField, rootMeanSquare } from './meanField';
import { backward, createMlp, forward, type Mlp } from './mlp';
import { seeded } from './random';

const sizes = [120, 200, 160, 200, 160, 40];
const random = seeded(8);
const inputs = Array.from({ length: 16 }, () => Float64Array.from({ length: 120 }, () => random.normal()));

describe.each(['relu', 'tanh', 'sigmoid'] as const)('a wide network with %s', (activation) => {
  it.each(['xavierNormal', 'heUniform'] as const)('and %s has the sizes of theory in every layer', (name) => {
    const scheme = initialisers[name];
    const variances = sizes
      .slice(1)
      .map((fanOut, layer) => scheme.variance({ fanIn: sizes[layer]!, fanOut, layer }, 0));
    // Squares are averaged over networks: a single one is off by chance, most with ReLU.
    const [outputSquares, gradientSquares] = [new Float64Array(5), new Float64Array(5)];
    const seeds = [1, 2, 3, 4, 5, 6];
    let names: Mlp['activations'] = [];
    for (const seed of seeds) {
      const net = createMlp({ sizes, activation, init: scheme.draw(0), seed });
      names = net.activations;
      const run = forward(net, inputs);
      const noise = Float64Array.from({ length: run.outputs.length }, () => random.normal());
      run.layers.forEach(({ outputs }, layer) => {
        outputSquares[layer]! += rootMeanSquare(outputs) ** 2 / seeds.length;
      });
      backward(net, run, noise).layers.forEach(({ sums }, layer) => {
        gradientSquares[layer]! += (rootMeanSquare(sums) / rootMeanSquare(noise)) ** 2 / seeds.length;
      });
    }
    const input = rootMeanSquare(inputs.flatMap((one) => [...one]));
    const theory = meanField({ sizes, activations: names, variances, input });
    theory.outputs.forEach((output, layer) => {
      expect(Math.abs(Math.sqrt(outputSquares[layer]!) / output - 1)).toBeLessThan(0.1);
    });
    theory.gradients.forEach((gradient, layer) => {
      expect(Math.abs(Math.sqrt(gradientSquares[layer]!) / gradient - 1)).toBeLessThan(0.1);
    });
  });
});

it('He keeps the size with ReLU; Xavier halves its square at every layer', () => {
  const same = { sizes: [64, 64, 64, 64], activations: ['relu', 'relu', 'relu'], input: 1 } as const;
  const [he, xavier] = [2, 1].map((gain) =>
    meanField({ ...same, variances: [gain / 64, gain / 64, gain / 64] }),
  );
  // The mean square of a rectified normal is half its variance.
  [1, 1, 1].forEach((square, layer) => {
    expect(he!.outputs[layer]! ** 2).toBeCloseTo(square, 6);
  });
  [1 / 2, 1 / 4, 1 / 8].forEach((square, layer) => {
    expect(xavier!.outputs[layer]! ** 2).toBeCloseTo(square, 6);
  });
});
