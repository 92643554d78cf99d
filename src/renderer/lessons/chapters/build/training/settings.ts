import { TrainSettings } from '@contract';
import { useStore } from 'zustand';
import { z } from 'zod';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

const { network, activation, loss, optimiser, start, batch, side, seed } = TrainSettings.shape;

/** The settings of a run. `exponent`: the power of ten that is the learning rate. */
const schema = z.strictObject({
  network: network.unwrap().default('small'),
  activation,
  loss,
  optimiser,
  start,
  batch,
  side,
  seed,
  exponent: z.number().min(-5).max(1).default(-2.5),
  noise: z.enum(['none', 'impulses', 'camera']).default('camera'),
});

type Held = z.infer<typeof schema>;

export const values = pageValues<Held>('train', schema);

/** A learning rate that no network here survives. */
const brokenRate = 30;

const rateOf = (exponent: number): number => Number((10 ** exponent).toPrecision(3));

function settingsOf(held: Held, broken: string | null): TrainSettings {
  const { exponent, noise, ...rest } = held;
  return {
    ...rest,
    ...(broken === 'zeros' && { start: 'zeros' }),
    ...(broken === 'rate' && { optimiser: 'sgd' }),
    rate: broken === 'rate' ? brokenRate : rateOf(exponent),
    darkening: { factor: 0.2, noise },
  };
}

/** The settings as they are now. A break changes one of them. */
export const readSettings = (): TrainSettings => settingsOf(values.read(), learn.getState().broken);

export function useSettings(): TrainSettings {
  const held = values.useValues();
  return settingsOf(
    held,
    useStore(learn, ({ broken }) => broken),
  );
}

/** Whether a run can go on with these settings. The learning rate may change while it runs; everything else begins a new run. */
export function fits(one: TrainSettings, other: TrainSettings): boolean {
  return JSON.stringify({ ...one, rate: 0 }) === JSON.stringify({ ...other, rate: 0 });
}

export const networkLabels = { notes: 'Lecture notes, 16 layers', small: 'Small, 3 layers' } as const;
export const startLabels = {
  zeros: 'All zero',
  normal: 'Random normal',
  uniform: 'Random uniform',
  xavier: 'Xavier',
  he: 'He',
} as const;
export const trainActivationLabels = {
  relu: 'ReLU',
  leakyRelu: 'Leaky ReLU',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
} as const;
export const optimiserLabels = { sgd: 'SGD', momentum: 'Momentum', rmsProp: 'RMSProp', adam: 'Adam' } as const;
export const lossLabels = {
  mse: 'Mean squared error',
  mae: 'Mean absolute error',
  charbonnier: 'Charbonnier',
  ssim: 'Absolute + 0.2 SSIM',
} as const;
export const noiseLabels = { none: 'None', impulses: 'Salt and pepper', camera: 'Camera' } as const;

/** The options of a choice, from the labels of its values. */
export function optionsOf<T extends string>(labels: Readonly<Record<T, string>>): { value: T; label: string }[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
}
