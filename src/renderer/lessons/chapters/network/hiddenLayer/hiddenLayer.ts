import {
  activationNames,
  createMlp,
  forward,
  gates,
  layersOf,
  ring,
  startTraining,
  trainOnce,
  usualSettings,
  type ActivationName,
  type Example,
  type Mlp,
  type Task,
  type Training,
} from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { activationLabels } from '../../../figure/activationLabels';
import { shown } from '../../../figure/number';
import { pixelExamples } from '../../../figure/pixelExamples';
import { Replay } from '../../../figure/Replay';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The task, the hidden layer, the seed of its weights, and how many times all points were looked at. */
export const values = pageValues(
  'hidden-layer',
  z.strictObject({
    task: z.enum(['xor', 'ring', 'pixels']).default('xor'),
    hidden: z.int().min(1).max(8).default(2),
    activation: z.enum(activationNames as readonly [ActivationName, ...ActivationName[]]).default('tanh'),
    seed: z.int().min(1).max(999).default(1),
    epochs: z.int().min(0).max(1500).default(0),
  }),
);

export const mostEpochs = 1500;
const pictureSize = 192;
const rate = 0.05;
const replay = new Replay<Training>();

/** The plane's coordinates run from 0 to 1, the network's from −1 to 1. */
function centred({ x, y }: Pick<Example, 'x' | 'y'>): readonly number[] {
  return [2 * x - 1, 2 * y - 1];
}

/** The layer as chosen, or as the page's break leaves it. */
function useLayer(): { hidden: number; activation: ActivationName } {
  const { hidden, activation } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  if (broken === 'one') return { hidden: 1, activation };
  return { hidden, activation: broken === 'linear' ? 'linear' : activation };
}

function useExamples(): readonly Example[] {
  const { task } = values.useValues();
  const picture = useLessonPicture(pictureSize);
  if (task === 'xor') return gates.xor;
  if (task === 'ring') return ring(60, 1);
  return picture === null ? [] : pixelExamples(picture);
}

function startingNet(hidden: number, activation: ActivationName, seed: number): Mlp {
  return createMlp({
    sizes: [2, hidden, 1],
    activation,
    output: 'sigmoid',
    init: (_, random) => random.normal(),
    biases: (_, random) => 0.5 * random.normal(),
    seed,
  });
}

export type HiddenLayer = {
  readonly examples: readonly Example[];
  readonly training: Training;
  /** Of all epochs, from the start. */
  readonly losses: readonly number[];
  readonly wrong: readonly Example[];
  readonly isDone: boolean;
  readonly activation: ActivationName;
  readonly hidden: number;
};

/** The network after as many epochs as were taken, and what it says. */
export function useHiddenLayer(): HiddenLayer {
  const { seed, epochs } = values.useValues();
  const { hidden, activation } = useLayer();
  const examples = useExamples();
  const task: Task = {
    examples: { inputs: examples.map(centred), targets: examples.map(({ isOn }) => (isOn ? 1 : 0)) },
    loss: 'crossEntropy',
  };
  const source = {
    key: JSON.stringify([hidden, activation, seed, examples]),
    start: () => startTraining(startingNet(hidden, activation, seed), usualSettings.adam(rate), task),
    next: (training: Training) => trainOnce(training, task),
  };
  const states = replay.until(source, epochs);
  const training = states.at(-1) ?? source.start();
  const chances = chancesOf(training.net, examples);
  const wrong = examples.filter(({ isOn }, at) => (chances[at] ?? 0) > 0.5 !== isOn);
  const isDone = epochs >= mostEpochs || (wrong.length === 0 && training.loss < 0.02);
  return {
    examples,
    training,
    losses: states.map(({ loss }) => loss),
    wrong,
    isDone,
    activation,
    hidden,
  };
}

/** What the network says of points: the chance that each is on. */
export function chancesOf(net: Mlp, points: readonly Pick<Example, 'x' | 'y'>[]): Float64Array {
  return forward(net, points.map(centred)).outputs;
}

/** What the hidden units make of points, a row each, and the sum that the output neuron makes of that. */
export function folded(net: Mlp, points: readonly Pick<Example, 'x' | 'y'>[]) {
  const [hidden, output] = forward(net, points.map(centred)).layers;
  const units = net.sizes[1] ?? 0;
  return points.map((_, row) => ({
    units: [...(hidden?.outputs.subarray(row * units, (row + 1) * units) ?? [])],
    sum: output?.sums[row] ?? 0,
  }));
}

/** Each hidden unit's line in the plane's coordinates, and how much the output neuron listens to it. */
export function unitLines(net: Mlp) {
  const [hidden, output] = layersOf(net);
  return Array.from({ length: net.sizes[1] ?? 0 }, (_, unit) => {
    const [first = 0, second = 0] = hidden?.weights.subarray(2 * unit, 2 * unit + 2) ?? [];
    const bias = hidden?.biases[unit] ?? 0;
    return {
      line: { a: 2 * first, b: 2 * second, c: bias - first - second },
      say: output?.weights[unit] ?? 0,
    };
  });
}

const taskNames = { xor: 'XOR', ring: 'the ring', pixels: 'dark or lit' } as const;

/** What the figure shows, in words. */
export function useSays(): string {
  const { task, epochs } = values.useValues();
  const { examples, training, wrong, hidden, activation } = useHiddenLayer();
  const layer = `Hidden units: ${hidden}. Activation: ${activationLabels[activation]}.`;
  if (epochs === 0) return `The task is ${taskNames[task]}, and nothing is learned yet. ${layer}`;
  const counted = `After ${epochs} epochs the loss is ${shown(training.loss)}, and ${wrong.length} of ${examples.length} points are wrong.`;
  return wrong.length === 0
    ? `${counted} The hidden layer has parted the points of ${taskNames[task]}. ${layer}`
    : `${counted} ${layer}`;
}
