import {
  activationNames,
  backward,
  createMlp,
  createOptimiser,
  finiteDifferences,
  forward,
  losses,
  step,
  usualSettings,
  type ActivationName,
  type Mlp,
  type MlpGradients,
  type MlpRun,
} from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { Replay } from '../../../figure/Replay';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';
import { patchOf, type Patch } from './patch';
import { stages, type Stage } from './stages';

export const pictureSize = 192;
export const mostUpdates = 200;

/** Where the patch lies, the network's seed, activation and learning rate, the box that is worked on, and the updates made. */
export const values = pageValues(
  'one-step',
  z.strictObject({
    x: z.number().min(0).max(1).default(0.6),
    y: z.number().min(0).max(1).default(0.55),
    seed: z.int().min(1).max(999).default(4),
    activation: z.enum(activationNames as readonly [ActivationName, ...ActivationName[]]).default('tanh'),
    rate: z.number().min(0.01).max(2).default(0.2),
    stage: z.int().min(0).max(stages.length).default(0),
    updates: z.int().min(0).max(mostUpdates).default(0),
  }),
);

/** How large the broken learning rate is. */
export const brokenRate = 30;

/** All of one training step: both passes, the check, and the weights after it. */
export type Step = {
  readonly net: Mlp;
  readonly run: MlpRun;
  readonly gradients: MlpGradients;
  readonly loss: number;
  readonly lossGradient: number;
  readonly checked: Float64Array;
  readonly after: Mlp;
};

type Options = {
  readonly patch: Patch;
  readonly rate: number;
  /** The backward pass forgets the activation's derivative. */
  readonly forgets: boolean;
};

/** One training step on the patch. */
export function stepOf(net: Mlp, { patch, rate, forgets }: Options): Step {
  const lossOf = (of: Mlp): number =>
    losses.mse.of(forward(of, [patch.inputs]).outputs[0] ?? 0, patch.target);
  const run = forward(net, [patch.inputs]);
  const prediction = run.outputs[0] ?? 0;
  const lossGradient = losses.mse.derivative(prediction, patch.target);
  // A linear activation has the derivative 1, which is what forgetting it comes to.
  const backwards: Mlp = forgets ? { ...net, activations: net.activations.map(() => 'linear') } : net;
  const gradients = backward(backwards, run, [lossGradient]);
  const optimiser = createOptimiser(usualSettings.sgd(rate), net.parameters.length);
  const { weights } = step(optimiser, net.parameters, gradients.parameters);
  return {
    net,
    run,
    gradients,
    loss: losses.mse.of(prediction, patch.target),
    lossGradient,
    checked: finiteDifferences(net, lossOf),
    after: { ...net, parameters: weights },
  };
}

const replay = new Replay<Step>();

export type OneStep = {
  readonly patch: Patch;
  readonly rate: number;
  readonly activation: ActivationName;
  readonly step: Step;
  /** Of every update so far, and now. */
  readonly losses: readonly number[];
  readonly stage: Stage | null;
};

/** The training step that is shown. Null: the photo is being read. */
export function useOneStep(): OneStep | null {
  const { x, y, seed, activation, rate: chosen, stage, updates } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const picture = useLessonPicture(pictureSize);
  if (picture === null) return null;
  const patch = patchOf(picture, x, y);
  const rate = broken === 'rate' ? brokenRate : chosen;
  const options = { patch, rate, forgets: broken === 'derivative' };
  const start = (): Step => {
    const net = createMlp({
      sizes: [2, 2, 1],
      activation,
      init: (_, random) => 0.8 * random.normal(),
      biases: (_, random) => 0.3 * random.normal(),
      seed,
    });
    return stepOf(net, options);
  };
  const source = {
    key: JSON.stringify([options, seed, activation]),
    start,
    next: ({ after }: Step) => stepOf(after, options),
  };
  const steps = replay.until(source, updates);
  const shown = steps.at(-1) ?? start();
  return {
    patch,
    rate,
    activation,
    step: shown,
    losses: steps.map(({ loss }) => loss),
    stage: stages[stage - 1] ?? null,
  };
}
