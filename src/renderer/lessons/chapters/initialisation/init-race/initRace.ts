import { initialisers, rootMeanSquare, type InitialiserName } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { sizeText } from '../../../figure/layerSizes';
import { patchesOf, usePhotoPair } from '../../../figure/photoTask';
import { trainedTo } from '../../../figure/trainings';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const mostSteps = 400;
const side = 5;
const width = 24;
const hiddenLayers = 6;

export const activationChoices = ['relu', 'tanh', 'sigmoid'] as const;

/** Activation, learning rate, steps and the seed of all five. */
export const values = pageValues(
  'init-race',
  z.strictObject({
    activation: z.enum(activationChoices).default('relu'),
    rate: z.number().min(0.01).max(0.5).default(0.1),
    steps: z.int().min(0).max(mostSteps).default(40),
    seed: z.int().min(1).max(999).default(1),
  }),
);

/** The five starts. Sizes: deviation and limit of the plain ones. */
export const racers = [
  { name: 'zeros', label: 'Zeros', size: 0, tone: 'bad', isDashed: true },
  { name: 'normal', label: 'Normal, σ 0.05', size: 0.05, tone: 'weak', isDashed: false },
  { name: 'uniform', label: 'Uniform, ±0.05', size: 0.05, tone: 'weak', isDashed: true },
  { name: 'xavierNormal', label: 'Xavier', size: 0, tone: 'other', isDashed: false },
  { name: 'heNormal', label: 'He', size: 0, tone: 'main', isDashed: false },
] as const satisfies readonly {
  name: InitialiserName;
  label: string;
  size: number;
  tone: 'main' | 'other' | 'weak' | 'bad';
  isDashed: boolean;
}[];

/** All five in training. Null: the photo is not there yet. */
export function useRace() {
  const { activation: chosen, rate: set, steps, seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const pair = usePhotoPair(96);
  if (pair === null) return null;
  const activation = broken === 'sigmoid' ? 'sigmoid' : chosen;
  const rate = broken === 'fast' ? 5 : set;
  const examples = patchesOf(pair, { count: 256, side, seed });
  return racers.map((racer) => {
    const trained = trainedTo(examples, {
      key: ['race', racer.name, activation, rate, seed].join(' '),
      steps,
      options: () => ({
        net: {
          sizes: [side * side * 3, ...Array.from({ length: hiddenLayers }, () => width), 3],
          activation,
          init: initialisers[racer.name].draw(racer.size),
          seed,
        },
        optimiser: { name: 'sgd', rate },
        loss: 'mse',
        batch: 16,
      }),
      note: () => null,
    });
    const { run, gradients, loss } = trained.now;
    return {
      ...racer,
      losses: [...trained.losses, loss],
      smooth: smoothed([...trained.losses, loss]),
      outputs: run.layers.slice(0, -1).map(({ outputs }) => rootMeanSquare(outputs)),
      gradients: gradients.layers.map(({ weights }) => rootMeanSquare(weights)),
    };
  });
}

/** A running mean, so that batches do not hide the course. */
function smoothed(losses: readonly number[]): readonly number[] {
  let mean = losses[0] ?? 0;
  return losses.map((loss) => {
    mean = 0.9 * mean + 0.1 * loss;
    return mean;
  });
}

/** What the figure shows, in words. */
export function useSays(): string {
  const race = useRace();
  const { steps } = values.useValues();
  if (race === null) return '';
  const told = race.map(({ label, smooth }) => `${label}: ${sizeText(smooth.at(-1) ?? 0)}`).join('; ');
  const lost = race.filter(({ smooth }) => !Number.isFinite(smooth.at(-1)));
  const alive = race.filter(({ smooth }) => Number.isFinite(smooth.at(-1)));
  const best = [...alive].sort((one, other) => (one.smooth.at(-1) ?? 0) - (other.smooth.at(-1) ?? 0))[0];
  const ahead = steps === 0 || best === undefined ? '' : ` ${best.label} is ahead.`;
  const gone = lost.length === 0 ? '' : ` ${lost.map(({ label }) => label).join(' and ')} diverged.`;
  return `Loss after ${steps} steps. ${told}.${ahead}${gone}`;
}
