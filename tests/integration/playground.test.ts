/** @file The playground's networks and optimisers against PyTorch. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backward, createOptimiser, forward, meanLoss, step, type Mlp } from '@core';

const activation = z.enum(['linear', 'relu', 'leakyRelu', 'sigmoid', 'tanh', 'gelu']);
const numbers = z.array(z.number());
const rate = z.number();

/** From training/candela_training/playground_golden.py, which says how. */
const golden = z
  .object({
    sizes: z.array(z.int()),
    networks: z
      .array(
        z.object({
          activation,
          output: activation,
          loss: z.enum(['mse', 'mae', 'charbonnier', 'crossEntropy']),
          parameters: numbers,
          inputs: z.array(numbers),
          targets: numbers,
          outputs: numbers,
          value: z.number(),
          gradients: numbers,
          inputGradients: numbers,
        }),
      )
      .min(9),
    optimisers: z
      .array(
        z.object({
          settings: z.discriminatedUnion('name', [
            z.object({ name: z.literal('sgd'), rate }),
            z.object({ name: z.literal('momentum'), rate, momentum: z.number() }),
            z.object({ name: z.literal('rmsprop'), rate, decay: z.number(), epsilon: z.number() }),
            z.object({
              name: z.literal('adam'),
              rate,
              beta1: z.number(),
              beta2: z.number(),
              epsilon: z.number(),
            }),
          ]),
          way: z.array(z.tuple([z.number(), z.number()])).min(10),
        }),
      )
      .min(5),
  })
  .parse(JSON.parse(readFileSync(new URL('../golden/playground.json', import.meta.url), 'utf8')));

function farthest(own: ArrayLike<number>, wanted: readonly number[]): number {
  expect(own.length).toBe(wanted.length);
  return Math.max(...wanted.map((value, at) => Math.abs(value - (own[at] ?? NaN))));
}

const tolerance = 1e-12;

describe('a network of the playground', () => {
  it.each(golden.networks)('is PyTorch’s with $activation and $loss', (wanted) => {
    const net: Mlp = {
      sizes: golden.sizes,
      activations: [wanted.activation, wanted.activation, wanted.output],
      parameters: Float64Array.from(wanted.parameters),
    };
    const run = forward(net, wanted.inputs);
    const loss = meanLoss(wanted.loss, run.outputs, wanted.targets);
    const { parameters, layers } = backward(net, run, loss.gradient);
    expect(farthest(run.outputs, wanted.outputs)).toBeLessThan(tolerance);
    expect(loss.value).toBeCloseTo(wanted.value, 12);
    expect(farthest(parameters, wanted.gradients)).toBeLessThan(tolerance);
    expect(farthest(layers[0]?.inputs ?? [], wanted.inputGradients)).toBeLessThan(tolerance);
  });
});

describe('an optimiser of the playground', () => {
  it.each(golden.optimisers)('goes PyTorch’s way: $settings', ({ settings, way }) => {
    let weights: Float64Array = Float64Array.from(way[0] ?? []);
    let optimiser = createOptimiser(settings, 2);
    for (const wanted of way.slice(1)) {
      const [a = 0, b = 0] = weights;
      const slope = Math.cos(a * b);
      ({ optimiser, weights } = step(optimiser, weights, [4 * a + b * slope, 0.2 * b + a * slope]));
      expect(farthest(weights, wanted)).toBeLessThan(1e-10);
    }
  });
});
