import { createMlp, initialisers, meanField, rootMeanSquare, type ExampleSet, type LayerSizes } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { keepLast } from '../../../figure/keepLast';
import { layerSizes, sizeText } from '../../../figure/layerSizes';
import { patchesOf, usePhotoPair } from '../../../figure/photoTask';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const width = 64;
const side = 5;

export const activationChoices = ['relu', 'tanh', 'sigmoid'] as const;

/** The distribution, its size as a power of ten, layers, activation and seed. */
export const values = pageValues(
  'spread',
  z.strictObject({
    kind: z.enum(['normal', 'uniform']).default('normal'),
    power: z.number().min(-3).max(0.7).default(-0.75),
    depth: z.int().min(5).max(20).default(12),
    activation: z.enum(activationChoices).default('relu'),
    seed: z.int().min(1).max(999).default(1),
  }),
);

const Setting = z.object({
  kind: z.enum(['normal', 'uniform']),
  size: z.number(),
  depth: z.number(),
  activation: z.enum(activationChoices),
  seed: z.number(),
});

/** Sizes by layer, measured on the photo's patches and in theory. */
const sizesOf = keepLast(
  (examples: ExampleSet, key: string): { measured: LayerSizes; theory: LayerSizes } => {
    const { kind, size, depth, activation, seed } = Setting.parse(JSON.parse(key));
    const sizes = [side * side * 3, ...Array.from({ length: depth }, () => width), 3];
    const scheme = initialisers[kind];
    const net = createMlp({ sizes, activation, init: scheme.draw(size), seed });
    const variances = net.activations.map((_, layer) =>
      scheme.variance({ fanIn: sizes[layer] ?? 1, fanOut: sizes[layer + 1] ?? 1, layer }, size),
    );
    const input = rootMeanSquare(examples.inputs.flatMap((one) => [...one]));
    return {
      measured: layerSizes(net, examples),
      theory: meanField({ sizes, activations: net.activations, variances, input }),
    };
  },
);

/** The network of the page. Null: the photo is not there yet. */
export function useSpread() {
  const { kind, power, depth, activation, seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const pair = usePhotoPair(96);
  if (pair === null) return null;
  const size = broken === 'narrow' ? 0.01 : broken === 'wide' ? 2 : 10 ** power;
  const examples = patchesOf(pair, { count: 32, side, seed: 1 });
  const setting = { kind, size, depth, activation, seed };
  return { ...setting, ...sizesOf(examples, JSON.stringify(setting)) };
}

/** The last hidden layer's outputs over the first one's, and the first layer's gradient over the last one's. */
function ratios({ outputs, gradients }: LayerSizes): { forward: number; backward: number } {
  const [first = 0] = outputs;
  return { forward: (outputs.at(-2) ?? 0) / Math.max(1e-300, first), backward: gradients[0] ?? 0 };
}

function wordOf(ratio: number): string {
  if (ratio < 0.01) return 'vanishes';
  return ratio > 100 ? 'explodes' : 'keeps its size, roughly';
}

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useSpread();
  if (now === null) return '';
  const { forward, backward } = ratios(now.measured);
  const drawn =
    now.kind === 'normal'
      ? `normal with deviation ${sizeText(now.size)}`
      : `uniform within ±${sizeText(now.size)}`;
  return `Weights are ${drawn}. Through ${now.depth} hidden layers the signal becomes ${sizeText(forward)} times as large and ${wordOf(forward)}. The gradient that reaches the first layer is ${sizeText(backward)} times that of the last and ${wordOf(backward)}.`;
}
