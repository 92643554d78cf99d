import type { ConvLayer, Network } from '@core';
import type { TrainActivation } from '@contract';
import { leak, named, padsOf, type LayerWeights } from './forward';
import type { GraphBuilder } from './GraphBuilder';

/** The shape of a batch: photos of `side` × `side` pixels. */
export type BatchShape = { readonly batch: number; readonly side: number };

export type BackwardOptions = {
  readonly activation: TrainActivation;
  readonly weights: ReadonlyMap<string, LayerWeights>;
  /** The outputs of the forward pass, by layer. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The loss's gradient by the network's result. */
  readonly gradient: string;
  readonly shape: BatchShape;
};

/** The chain rule through the network, from its end to its start: the loss's gradient by all weights, as one vector in their order. */
export function addBackward(graph: GraphBuilder, { layers }: Network, options: BackwardOptions): string {
  const { gradient, outputs, weights, shape } = options;
  // A layer that several others take gets a gradient from each of them.
  const arriving = new Map<string, string[]>([[layers.at(-1)?.name ?? '', [gradient]]]);
  const give = (name: string, value: string): void => {
    arriving.set(name, [...(arriving.get(name) ?? []), value]);
  };
  const found: string[] = [];
  for (const layer of [...layers].reverse()) {
    const parts = named(arriving, layer.name);
    const whole = parts.length === 1 ? (parts[0] ?? '') : graph.add('Sum', parts);
    if (layer.kind === 'sum') {
      for (const source of layer.from) give(source, whole);
      continue;
    }
    const sums = addDerivative(graph, options.activation, {
      output: named(outputs, layer.name),
      gradient: whole,
    });
    const byWeights = addWeightGradient(graph, layer, {
      input: named(outputs, layer.from),
      gradient: sums,
      shape,
    });
    found.unshift(byWeights, graph.sum(sums, [0, 2, 3]));
    if (layer.from !== 'input')
      give(layer.from, addInputGradient(graph, layer, { kernel: named(weights, layer.name).weights, sums }));
  }
  return graph.add('Concat', found, { name: 'gradient', attributes: { axis: { int: 0 } } });
}

/** The gradient by a layer's sums, from that by its output. Every derivative is found from the output alone. */
function addDerivative(
  graph: GraphBuilder,
  activation: TrainActivation,
  { output, gradient }: { output: string; gradient: string },
): string {
  const [zero, one] = [graph.number(0), graph.number(1)];
  switch (activation) {
    case 'relu':
      return graph.add('Where', [graph.add('Greater', [output, zero]), gradient, zero]);
    case 'leakyRelu': {
      const weak = graph.add('Mul', [gradient, graph.number(leak)]);
      return graph.add('Where', [graph.add('Greater', [output, zero]), gradient, weak]);
    }
    case 'tanh': {
      const slope = graph.add('Sub', [one, graph.add('Mul', [output, output])]);
      return graph.add('Mul', [gradient, slope]);
    }
    case 'sigmoid': {
      const slope = graph.add('Mul', [output, graph.add('Sub', [one, output])]);
      return graph.add('Mul', [gradient, slope]);
    }
  }
}

/**
 * A convolution with the same weights, turned by half and with inputs and outputs exchanged. That is `ConvTranspose`, but the runtime
 * does it up to ten times as fast this way.
 */
function addInputGradient(
  graph: GraphBuilder,
  layer: ConvLayer,
  { kernel, sums }: { kernel: string; sums: string },
): string {
  const [top = 0, left = 0, bottom = 0, right = 0] = padsOf(layer);
  const ends = graph.integers([-1, -1]);
  const backwards = graph.integers([-layer.kernel - 1, -layer.kernel - 1]);
  const turned = graph.add('Slice', [kernel, ends, backwards, graph.integers([2, 3]), ends]);
  return graph.add('Conv', [sums, graph.transpose(turned, [1, 0, 2, 3])], {
    attributes: { pads: { ints: [bottom, right, top, left] } },
  });
}

/**
 * For each position in the kernel, the input is shifted there and multiplied with the gradient: one `MatMul` each. This was quicker
 * than all positions as columns of one matrix, and much quicker than a convolution with exchanged axes.
 */
function addWeightGradient(
  graph: GraphBuilder,
  layer: ConvLayer,
  { input, gradient, shape }: { input: string; gradient: string; shape: BatchShape },
): string {
  const { kernel, inputs, outputs } = layer;
  const { batch, side } = shape;
  const pixels = side * side;
  const [top = 0, left = 0, bottom = 0, right = 0] = padsOf(layer);
  const padded = graph.add('Pad', [input, graph.integers([0, 0, top, left, 0, 0, bottom, right])]);
  const rows = graph.reshape(gradient, [batch, outputs, pixels]);
  const positions = Array.from({ length: kernel * kernel }, (_, at) => {
    const [row, column] = [Math.floor(at / kernel), at % kernel];
    const from = graph.integers([row, column]);
    const to = graph.integers([row + side, column + side]);
    const shifted = graph.add('Slice', [padded, from, to, graph.integers([2, 3])]);
    const columns = graph.transpose(graph.reshape(shifted, [batch, inputs, pixels]), [0, 2, 1]);
    return graph.sum(graph.add('MatMul', [rows, columns]), [0]);
  });
  const stacked = positions.map((part) => graph.reshape(part, [1, outputs, inputs]));
  const whole = graph.add('Concat', stacked, { attributes: { axis: { int: 0 } } });
  return graph.reshape(graph.transpose(whole, [1, 2, 0]), [-1]);
}
