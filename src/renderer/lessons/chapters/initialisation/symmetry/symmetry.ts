import { initialisers, layersOf, usualSettings, type Mlp } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { shown } from '../../../figure/number';
import { patchesOf, usePhotoPair } from '../../../figure/photoTask';
import { trainedTo } from '../../../figure/trainings';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const pictureSize = 96;
export const side = 5;
export const hidden = 8;
export const mostSteps = 600;

const starts = ['normal', 'constant', 'zeros'] as const;

/** How the weights begin, learning rate, steps taken, and the seed. */
export const values = pageValues(
  'symmetry',
  z.strictObject({
    size: z.number().min(0.02).max(0.5).default(0.1),
    rate: z.number().min(0.001).max(0.02).default(0.005),
    steps: z.int().min(0).max(mostSteps).default(60),
    seed: z.int().min(1).max(999).default(2),
  }),
);

/** The weights of one hidden neuron. */
function weightsOf(net: Mlp, neuron: number): Float64Array {
  const [layer] = layersOf(net);
  if (layer === undefined) return new Float64Array();
  return layer.weights.subarray(neuron * layer.inputs, (neuron + 1) * layer.inputs);
}

/** Green of the pixel in the middle. */
const watched = 3 * ((side * side - 1) / 2) + 1;

const watchedOf = (net: Mlp): readonly number[] =>
  Array.from({ length: hidden }, (_, neuron) => weightsOf(net, neuron)[watched] ?? 0);

function useStart(): (typeof starts)[number] {
  const broken = useStore(learn, (state) => state.broken);
  return starts.find((start) => start === broken) ?? 'normal';
}

/** The network in training. Null: the photo is not there yet. */
export function useSymmetry() {
  const { size, rate, steps, seed } = values.useValues();
  const start = useStart();
  const pair = usePhotoPair(pictureSize);
  if (pair === null) return null;
  const examples = patchesOf(pair, { count: 256, side, seed });
  const trained = trainedTo(examples, {
    key: ['symmetry', start, size, rate, seed].join(' '),
    steps,
    options: () => ({
      net: {
        sizes: [side * side * 3, hidden, 3],
        activation: 'tanh',
        init: initialisers[start].draw(size),
        seed,
      },
      optimiser: usualSettings.adam(rate),
      loss: 'mse',
      batch: 32,
    }),
    note: ({ net }) => watchedOf(net),
  });
  const { net, loss } = trained.now;
  const neurons = Array.from({ length: hidden }, (_, neuron) => weightsOf(net, neuron));
  const [first = new Float64Array()] = neurons;
  const apart = Math.max(
    ...neurons.map((one) =>
      one.reduce((most, value, at) => Math.max(most, Math.abs(value - (first[at] ?? 0))), 0),
    ),
  );
  return {
    start,
    neurons,
    loss,
    apart,
    losses: [...trained.losses, loss],
    watched: [...trained.notes, watchedOf(net)],
  };
}

const startTexts = {
  normal: 'random numbers',
  constant: 'one number for all',
  zeros: 'zeros',
} as const;

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useSymmetry();
  const { steps } = values.useValues();
  if (now === null) return '';
  const { start, apart, loss } = now;
  const told = `The weights began as ${startTexts[start]}. After ${steps} steps the loss is ${shown(loss, 4)}.`;
  return apart === 0
    ? `${told} All ${hidden} neurons are still the same, to the last digit: together they are worth one.`
    : `${told} The neurons’ weights differ by up to ${shown(apart)}.`;
}
