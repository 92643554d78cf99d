import {
  backward,
  forward,
  meanLoss,
  rootMeanSquare,
  type ExampleSet,
  type LayerSizes,
  type Mlp,
} from '@core';
import { scientific } from './number';

/** Measured sizes by layer: of what a network makes of the examples, and of the gradients relative to the last layer. */
export function layerSizes(net: Mlp, { inputs, targets }: ExampleSet): LayerSizes {
  const run = forward(net, inputs);
  const { gradient } = meanLoss('mse', run.outputs, Float64Array.from(targets.flatMap((one) => [...one])));
  const { layers } = backward(net, run, gradient);
  const last = rootMeanSquare(layers.at(-1)?.sums ?? []);
  return {
    outputs: run.layers.map(({ outputs }) => rootMeanSquare(outputs)),
    gradients: layers.map(({ sums }) => (last === 0 ? 0 : rootMeanSquare(sums) / last)),
  };
}

/** A size as text, readable from a millionth to a million. */
export function sizeText(size: number): string {
  if (Number.isNaN(size)) return 'not a number';
  if (!Number.isFinite(size)) return '∞';
  if (size === 0) return '0';
  return size >= 0.001 && size < 10_000 ? String(Number(size.toPrecision(3))) : scientific(size);
}
