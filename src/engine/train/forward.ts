import { convLayers, parametersOf, type ConvLayer, type Network } from '@core';
import type { TrainActivation } from '@contract';
import type { GraphBuilder } from './GraphBuilder';

/** Below zero, leaky ReLU keeps this share. */
export const leak = 0.01;

/** Names of the tensors of a layer's weights (outputs, inputs, side, side) and biases. */
export type LayerWeights = { readonly weights: string; readonly biases: string };

/** Zeros around a photo so that the result has its size: top, left, bottom, right. */
export function padsOf({ kernel }: ConvLayer): readonly number[] {
  return kernel === 3 ? [1, 1, 1, 1] : [0, 0, 1, 1];
}

/** Cuts one vector with all that a network learns into the weights and biases of its layers, in their order. */
export function splitWeights(
  graph: GraphBuilder,
  network: Network,
  vector: string,
): ReadonlyMap<string, LayerWeights> {
  const layers = convLayers(network);
  const lengths = layers.flatMap((layer) => Object.values(parametersOf(layer)));
  const names = layers.flatMap(({ name }) => [`${name}.flat`, `${name}.biases`]);
  graph.split(vector, lengths, names);
  return new Map(
    layers.map((layer) => {
      const { name, kernel, inputs, outputs } = layer;
      const weights = graph.reshape(`${name}.flat`, [outputs, inputs, kernel, kernel], `${name}.weights`);
      return [name, { weights, biases: `${name}.biases` }];
    }),
  );
}

/** The network from `input`, in 0 to 1, to its result. Each layer's output has the layer's name behind `prefix`. */
export function addForward(
  graph: GraphBuilder,
  { layers }: Network,
  options: {
    input: string;
    weights: ReadonlyMap<string, LayerWeights>;
    activation: TrainActivation;
    prefix?: string;
  },
): { result: string; outputs: ReadonlyMap<string, string> } {
  const { input, weights, activation, prefix = '' } = options;
  const outputs = new Map([['input', input]]);
  const outputOf = (name: string): string => named(outputs, name);
  let result = input;
  for (const layer of layers) {
    const name = `${prefix}${layer.name}`;
    if (layer.kind === 'sum') {
      result = graph.add('Sum', layer.from.map(outputOf), { name });
    } else {
      const { weights: kernel, biases } = named(weights, layer.name);
      const attributes = { pads: { ints: padsOf(layer) } };
      const sums = graph.add('Conv', [outputOf(layer.from), kernel, biases], { attributes });
      result = addActivation(graph, activation, { value: sums, name });
    }
    outputs.set(layer.name, result);
  }
  return { result, outputs };
}

function addActivation(
  graph: GraphBuilder,
  activation: TrainActivation,
  { value, name }: { value: string; name: string },
): string {
  switch (activation) {
    case 'relu':
      return graph.add('Relu', [value], { name });
    case 'leakyRelu':
      return graph.add('LeakyRelu', [value], { name, attributes: { alpha: { float: leak } } });
    case 'tanh':
      return graph.add('Tanh', [value], { name });
    case 'sigmoid':
      return graph.add('Sigmoid', [value], { name });
  }
}

/** A network's layers name only what comes before them. */
export function named<T>(known: ReadonlyMap<string, T>, name: string): T {
  const found = known.get(name);
  if (found === undefined) throw new Error(`The network has no ${name}.`);
  return found;
}
