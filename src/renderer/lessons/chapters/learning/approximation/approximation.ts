import {
  activations,
  forward,
  initialisers,
  layersOf,
  lumaWeights,
  usualSettings,
  type ExampleSet,
  type Mlp,
} from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { Picture } from '../../../../bridge';
import { keepLast } from '../../../figure/keepLast';
import { shown } from '../../../figure/number';
import { usePhotoPair, type PhotoPair } from '../../../figure/photoTask';
import { trainedTo } from '../../../figure/trainings';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const mostSteps = 2000;
export const stepsAtOnce = 10;

export const activationChoices = ['relu', 'tanh', 'sigmoid'] as const;

/** The curve, hidden units, their activation, steps taken, and the seed. */
export const values = pageValues(
  'approximation',
  z.strictObject({
    curve: z.enum(['photo', 'gamma']).default('gamma'),
    units: z.union([z.literal(1), z.literal(4), z.literal(16)]).default(4),
    activation: z.enum(activationChoices).default('relu'),
    steps: z.int().min(0).max(mostSteps).default(400),
    seed: z.int().min(1).max(999).default(3),
  }),
);

/** Points of a tone curve; both axes 0–1. */
export type TonePoint = readonly [number, number];

const bins = 48;

const gamma: readonly TonePoint[] = Array.from({ length: bins }, (_, at) => {
  const x = (at + 0.5) / bins;
  return [x, x ** (1 / 2.2)];
});

function lumas({ data }: Picture): Float64Array {
  const [red, green, blue] = lumaWeights;
  return Float64Array.from(
    { length: data.length / 3 },
    (_, at) =>
      (red * (data[at * 3] ?? 0) + green * (data[at * 3 + 1] ?? 0) + blue * (data[at * 3 + 2] ?? 0)) / 255,
  );
}

export type Tone = {
  readonly points: readonly TonePoint[];
  readonly brightest: number;
  readonly examples: ExampleSet;
};

function toneOf(points: readonly TonePoint[], brightest: number): Tone {
  return {
    points,
    brightest,
    examples: {
      inputs: points.map(([x]) => Float64Array.of(2 * x - 1)),
      targets: points.map(([, y]) => Float64Array.of(y)),
    },
  };
}

const gammaTone = toneOf(gamma, 1);

/** The mean target of each brightness of the photo. Brightness is over that of the brightest pixel. */
const photoTone = keepLast(({ low, target }: PhotoPair): Tone => {
  const [from, to] = [lumas(low), lumas(target)];
  const brightest = from.reduce((most, value) => Math.max(most, value), 1 / 255);
  const sums = Array.from({ length: bins }, () => ({ count: 0, sum: 0 }));
  from.forEach((value, at) => {
    const bin = sums[Math.min(bins - 1, Math.floor((value / brightest) * bins))];
    if (bin === undefined) return;
    bin.count += 1;
    bin.sum += to[at] ?? 0;
  });
  const points = sums.flatMap(({ count, sum }, at): TonePoint[] =>
    count === 0 ? [] : [[(at + 0.5) / bins, sum / count]],
  );
  return toneOf(points, brightest);
});

/** What the network answers, and what each hidden unit adds to it. */
function answersOf(net: Mlp, axis: readonly number[]) {
  const [first, last] = layersOf(net);
  const run = forward(
    net,
    axis.map((x) => [2 * x - 1]),
  );
  const name = net.activations[0] ?? 'linear';
  const hidden = Array.from({ length: first?.outputs ?? 0 }, (_, unit) => {
    const [w, b, v] = [first?.weights[unit] ?? 0, first?.biases[unit] ?? 0, last?.weights[unit] ?? 0];
    return {
      /** Where its sum is zero: the hinge of a ReLU, the middle of the others. */
      hinge: w === 0 ? NaN : (1 - b / w) / 2,
      adds: axis.map((x) => v * activations[name].of(w * (2 * x - 1) + b)),
    };
  });
  return { curve: [...run.outputs], hidden };
}

export const axis = Array.from({ length: 101 }, (_, at) => at / 100);

/** Each colour through the curve, as a curve tool does it. */
const drawn = keepLast(({ low }: PhotoPair, net: Mlp, brightest: number): Picture => {
  const levels = axis.map((x) => [2 * x - 1]);
  const table = forward(net, levels).outputs;
  const data = low.data.map((value) => {
    const wanted = table[Math.min(100, Math.round((100 * value) / (255 * brightest)))] ?? 0;
    return Math.round(255 * Math.min(1, Math.max(0, wanted)));
  });
  return { ...low, data };
});

/** The network in training. Null: the photo is not there yet. */
export function useApproximation() {
  const { curve, units: chosen, activation, steps, seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const pair = usePhotoPair(160);
  if (pair === null) return null;
  const units = broken === 'one' ? 1 : chosen;
  const tone = curve === 'gamma' ? gammaTone : photoTone(pair);
  const { now } = trainedTo(tone.examples, {
    key: ['tone', units, activation, seed].join(' '),
    steps,
    options: () => ({
      net: {
        sizes: [1, units, 1],
        activation,
        init: initialisers.heNormal.draw(0),
        biases: (_, random) => 2 * random.uniform() - 1,
        seed,
      },
      optimiser: usualSettings.adam(0.02),
      loss: 'mse',
      batch: bins,
    }),
    note: () => null,
  });
  return {
    units,
    tone,
    loss: now.loss,
    ...answersOf(now.net, axis),
    before: pair.low,
    after: drawn(pair, now.net, curve === 'gamma' ? 1 : tone.brightest),
  };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useApproximation();
  const { steps, activation } = values.useValues();
  if (now === null) return '';
  const inside = now.hidden.filter(({ hinge }) => hinge >= 0 && hinge <= 1).length;
  return `With ${now.units} hidden ${now.units === 1 ? 'unit' : 'units'}, ${steps} steps bring the curve within ${shown(Math.sqrt(now.loss))} of its target, as a root mean square. ${inside} of the ${activation === 'relu' ? 'hinges' : 'middles'} ${inside === 1 ? 'lies' : 'lie'} inside the picture’s range.`;
}
