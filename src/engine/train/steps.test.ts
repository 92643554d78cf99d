import { readFileSync } from 'node:fs';
import type * as Ort from 'onnxruntime-node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  TrainActivation,
  TrainLoss,
  TrainOptimiser,
  TrainSettings,
  type TrainSettings as Settings,
} from '@contract';
import { convLayers, networks, parameterCount, parametersOf, seeded } from '@core';
import { createSession, loadRuntime } from '../model/runtime';
import { stepModel } from './graphs';
import { adamCorrections, momentCounts, momentInput, momentOutput } from './optimisers';

const Golden = z.object({
  batch: z.int(),
  side: z.int(),
  steps: z.int(),
  stride: z.record(z.string(), z.int()),
  runs: z.array(
    z.object({
      network: z.enum(['notes', 'small']),
      activation: TrainActivation,
      loss: TrainLoss,
      optimiser: TrainOptimiser,
      rate: z.number(),
      losses: z.array(z.number()),
      lengths: z.array(z.number()),
      gradient: z.array(z.number()),
    }),
  ),
});

const golden = Golden.parse(
  JSON.parse(readFileSync(new URL('../../../tests/golden/training.json', import.meta.url), 'utf8')),
);

/** The formulas of golden_training.py. */
function startWeights(id: Settings['network']): Float32Array {
  const all: number[] = [];
  const layers = convLayers(networks[id]);
  for (const layer of layers) {
    const { weights, biases } = parametersOf(layer);
    const limit = Math.sqrt(6 / (layer.inputs * layer.kernel ** 2));
    const from = all.length;
    for (let at = from; at < from + weights; at += 1)
      all.push((((at * 7919 + 104729) % 10007) / 10007) * 2 * limit - limit);
    for (let at = 0; at < biases; at += 1) all.push(layer === layers.at(-1) ? 0.3 : 0);
  }
  return Float32Array.from(all);
}

function photos({ batch, side }: Pick<Settings, 'batch' | 'side'>): {
  dark: Float32Array;
  truth: Float32Array;
} {
  const truth = new Float32Array(batch * 3 * side * side);
  let at = 0;
  for (let n = 0; n < batch; n += 1)
    for (let c = 0; c < 3; c += 1)
      for (let y = 0; y < side; y += 1)
        for (let x = 0; x < side; x += 1) {
          truth[at] = ((x * 7 + y * 13 + c * 29 + n * 41 + ((x * y) % 17) * 3) % 64) / 63;
          at += 1;
        }
  return { dark: truth.map((value) => value * 0.2), truth };
}

type Step = { loss: number; gradient: Float32Array };

/** Steps of one session. Weights and moments stay here. */
async function stepper(settings: Settings, weights: Float32Array) {
  const { Tensor } = await loadRuntime();
  const session = await createSession(stepModel(settings), 'cpu');
  onTestFinished(() => session.release());
  const { batch, side, optimiser } = settings;
  const count = weights.length;
  const vector = (data: Float32Array) => new Tensor('float32', data, [count]);
  const number = (value: number) => new Tensor('float32', Float32Array.of(value), []);
  const { dark, truth } = photos(settings);
  const shape = [batch, 3, side, side];
  const state: Record<string, Ort.Tensor> = { weights: vector(weights) };
  const moments = Array.from({ length: momentCounts[optimiser] }, (_, at) => at);
  for (const at of moments) state[momentInput(at)] = vector(new Float32Array(count));
  let taken = 0;
  return async (rate: number): Promise<Step> => {
    taken += 1;
    const [first, second] = adamCorrections(taken);
    const found = await session.run({
      ...state,
      dark: new Tensor('float32', dark, shape),
      truth: new Tensor('float32', truth, shape),
      rate: number(rate),
      ...(optimiser === 'adam' && { correction0: number(first), correction1: number(second) }),
    });
    state.weights = found.newWeights!;
    for (const at of moments) state[momentInput(at)] = found[momentOutput(at)]!;
    return {
      loss: (found.loss!.data as Float32Array)[0]!,
      gradient: found.gradient!.data as Float32Array,
    };
  };
}

const length = (values: Float32Array): number => Math.hypot(...values);

describe('a step of training', () => {
  it.each(golden.runs)('of $network, $activation, $loss, $optimiser is that of PyTorch', async (run) => {
    const { batch, side } = golden;
    const settings = TrainSettings.parse({
      network: run.network,
      activation: run.activation,
      loss: run.loss,
      optimiser: run.optimiser,
      batch,
      side,
    });
    const step = await stepper(settings, startWeights(run.network));
    const first = await step(run.rate);
    let from = 0;
    const sizes = convLayers(networks[run.network]).flatMap((layer) => Object.values(parametersOf(layer)));
    for (const [index, size] of sizes.entries()) {
      const part = length(first.gradient.subarray(from, from + size));
      expect(Math.abs(part - run.lengths[index]!), `part ${index}`).toBeLessThan(
        1e-4 * run.lengths[index]! + 1e-9,
      );
      from += size;
    }
    const most = Math.max(...run.gradient.map(Math.abs));
    for (const [index, value] of run.gradient.entries())
      expect(Math.abs(first.gradient[index * golden.stride[run.network]!]! - value)).toBeLessThan(
        1e-4 * most,
      );
    const losses = [first.loss];
    for (let at = 0; at < golden.steps; at += 1) losses.push((await step(run.rate)).loss);
    for (const [index, loss] of run.losses.entries())
      expect(Math.abs(losses[index]! - loss), `step ${index}`).toBeLessThan(1e-4 * loss);
  });

  const everyKind = TrainLoss.options.flatMap((loss) =>
    TrainActivation.options.map((activation) => ({ loss, activation })),
  );

  it.each(everyKind)('has the gradient that $loss with $activation itself shows', async (kind) => {
    const settings = TrainSettings.parse({ ...kind, network: 'small', optimiser: 'sgd', batch: 2, side: 16 });
    const weights = startWeights('small');
    const lossAt = async (at: Float32Array) => (await (await stepper(settings, at))(0)).loss;
    const { gradient } = await (await stepper(settings, weights))(0);
    const random = seeded(7);
    const direction = gradient.map(
      (value) => value / length(gradient) + (0.3 * random.normal()) / Math.sqrt(gradient.length),
    );
    const slope = gradient.reduce((sum, value, index) => sum + value * direction[index]!, 0);
    // The runtime computes in 32 bits: a smaller distance would be lost in rounding, a larger one bends around the corners of ReLU.
    const h = 2e-3;
    const moved = (by: number) => weights.map((value, index) => value + by * direction[index]!);
    const measured = ((await lossAt(moved(h))) - (await lossAt(moved(-h)))) / (2 * h);
    expect(Math.abs(measured - slope)).toBeLessThan(0.01 * Math.abs(slope));
  });

  it('learns 134,067 numbers for the network of the lecture notes', () => {
    expect(parameterCount(networks.notes)).toBe(134_067);
    expect(startWeights('notes')).toHaveLength(134_067);
  });
});
