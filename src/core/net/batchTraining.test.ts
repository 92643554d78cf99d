import { describe, expect, it } from 'vitest';
import { initialisers } from './initialisers';
import { layersOf } from './mlp';
import { usualSettings } from './optimisers';
import { seeded } from './random';
import { lossOver, BatchTraining, type TrainingOptions } from './batchTraining';

const random = seeded(1);
const inputs = Array.from({ length: 24 }, () => Float64Array.from({ length: 6 }, () => random.normal()));
const targets = inputs.map((one) => Float64Array.of(Math.tanh(one[0]! - 0.5 * one[1]!), one[2]! ** 2));
const examples = { inputs, targets };

const options = (init: keyof typeof initialisers): TrainingOptions => ({
  net: { sizes: [6, 8, 2], activation: 'tanh', init: initialisers[init].draw(0.3), seed: 5 },
  optimiser: usualSettings.adam(0.01),
  loss: 'mse',
  batch: 8,
});

function trained(init: keyof typeof initialisers, steps: number): BatchTraining {
  const training = new BatchTraining(examples, options(init));
  for (let at = 0; at < steps; at += 1) training.advance();
  return training;
}

describe('a training', () => {
  it('lowers the loss, and is the same again from the same start', () => {
    const [start, end] = [trained('xavierNormal', 0), trained('xavierNormal', 200)];
    expect(lossOver(end.net, examples, 'mse')).toBeLessThan(0.2 * lossOver(start.net, examples, 'mse'));
    expect(trained('xavierNormal', 200).net.parameters).toEqual(end.net.parameters);
  });

  it('takes all examples in turn', () => {
    const training = new BatchTraining(examples, options('xavierNormal'));
    const seen = Array.from({ length: 3 }, () => training.advance().run.layers[0]!.inputs);
    expect(seen.flatMap((batch) => [...batch])).toEqual(inputs.flatMap((one) => [...one]));
  });

  it('looks without changing anything', () => {
    const training = trained('xavierNormal', 3);
    const before = [...training.net.parameters];
    training.look();
    expect([...training.net.parameters]).toEqual(before);
  });

  it.each(['zeros', 'constant'] as const)('from %s never parts the hidden neurons', (init) => {
    const [hidden] = layersOf(trained(init, 200).net);
    const [first, ...others] = Array.from({ length: 8 }, (_, neuron) => [
      ...hidden!.weights.subarray(neuron * 6, neuron * 6 + 6),
    ]);
    for (const other of others) expect(other).toEqual(first);
  });

  it('from chance parts them', () => {
    const [hidden] = layersOf(trained('xavierNormal', 200).net);
    expect(Math.abs(hidden!.weights[0]! - hidden!.weights[6]!)).toBeGreaterThan(1e-3);
  });
});

describe('capacity', () => {
  const axis = Array.from({ length: 48 }, (_, at) => (at + 0.5) / 48);
  const tone = {
    inputs: axis.map((x) => Float64Array.of(2 * x - 1)),
    targets: axis.map((x) => Float64Array.of(x ** (1 / 2.2))),
  };
  const fitted = (units: number): number => {
    const training = new BatchTraining(tone, {
      net: {
        sizes: [1, units, 1],
        activation: 'relu',
        init: initialisers.xavierNormal.draw(0),
        biases: (_, chance) => 2 * chance.uniform() - 1,
        seed: 3,
      },
      optimiser: usualSettings.adam(0.02),
      loss: 'mse',
      batch: 48,
    });
    for (let at = 0; at < 1500; at += 1) training.advance();
    return lossOver(training.net, tone, 'mse');
  };

  it('16 units follow a tone curve more closely than 1', () => {
    expect(fitted(16)).toBeLessThan(0.2 * fitted(1));
    expect(fitted(16)).toBeLessThan(2e-4);
  });

  it('64 units learn 12 noisy examples by heart, and others stay wrong', () => {
    const noisy = (count: number, seed: number) => {
      const chance = seeded(seed);
      const seen = Array.from({ length: count }, () =>
        Float64Array.from({ length: 27 }, () => chance.normal()),
      );
      return {
        inputs: seen,
        targets: seen.map((one) => Float64Array.of(one[13]! * 0.2 + 0.1 * chance.normal())),
      };
    };
    const [few, others] = [noisy(12, 1), noisy(200, 2)];
    const training = new BatchTraining(few, {
      net: { sizes: [27, 64, 1], activation: 'relu', init: initialisers.heNormal.draw(0), seed: 1 },
      optimiser: usualSettings.adam(0.01),
      loss: 'mse',
      batch: 12,
    });
    for (let at = 0; at < 300; at += 1) training.advance();
    expect(lossOver(training.net, few, 'mse')).toBeLessThan(1e-4);
    expect(lossOver(training.net, others, 'mse')).toBeGreaterThan(0.02);
  });
});
