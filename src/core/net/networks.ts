/** @file The networks that a person can train, layer by layer. Each keeps width and height; all layers have stride 1. */

/** A convolution with its bias and activation. */
export type ConvLayer = {
  readonly kind: 'conv';
  readonly name: string;
  readonly from: string;
  /** Side of the kernel. One of 2 sees the pixel itself, its right and its lower neighbours. */
  readonly kernel: 2 | 3;
  readonly inputs: number;
  readonly outputs: number;
};

/** Adds feature maps of the same shape. */
export type SumLayer = { readonly kind: 'sum'; readonly name: string; readonly from: readonly string[] };

export type Layer = ConvLayer | SumLayer;

export type NetworkId = 'notes' | 'small';

/** Layers in an order in which each comes after those that it takes. The photo is called `input`; the last layer is the result. */
export type Network = { readonly id: NetworkId; readonly layers: readonly Layer[] };

/** Convolutions one after the other, given as (kernel, channels): `a1`, `a2`, ..., or the name itself if there is one alone. */
function chain(
  name: string,
  from: string,
  [inputs, ...sizes]: readonly [number, ...[2 | 3, number][]],
): ConvLayer[] {
  return sizes.map(([kernel, outputs], index) => ({
    kind: 'conv',
    name: sizes.length === 1 ? name : `${name}${index + 1}`,
    from: index === 0 ? from : `${name}${index}`,
    kernel,
    inputs: index === 0 ? inputs : (sizes[index - 1]?.[1] ?? inputs),
    outputs,
  }));
}

function sum(name: string, ...from: string[]): SumLayer {
  return { kind: 'sum', name, from };
}

/** The network of the lecture notes, whole: three branches, twice, joined by sums. The shipped `cnn` has the same layers. */
const notes: Network = {
  id: 'notes',
  layers: [
    ...chain('a', 'input', [3, [3, 16], [3, 32], [2, 64]]),
    ...chain('b', 'input', [3, [3, 32], [2, 64]]),
    ...chain('c', 'b2', [64, [2, 64]]),
    sum('add1', 'a3', 'b2', 'c'),
    ...chain('d', 'add1', [64, [3, 64], [3, 32], [2, 16]]),
    ...chain('e', 'add1', [64, [3, 32], [2, 16]]),
    ...chain('f', 'add1', [64, [2, 16]]),
    sum('add2', 'd3', 'e2', 'f'),
    ...chain('g', 'add2', [16, [3, 16]]),
    ...chain('h', 'add1', [64, [3, 16]]),
    sum('add3', 'g', 'add2', 'h'),
    ...chain('output', 'add3', [16, [2, 16], [3, 3]]),
  ],
};

/** Three convolutions in a row: quick to train, and small enough to see through. */
const small: Network = { id: 'small', layers: chain('conv', 'input', [3, [3, 16], [3, 16], [3, 3]]) };

export const networks: Readonly<Record<NetworkId, Network>> = { notes, small };

export function convLayers({ layers }: Network): readonly ConvLayer[] {
  return layers.filter((layer) => layer.kind === 'conv');
}

/** Weights and biases of a convolution. */
export function parametersOf({ kernel, inputs, outputs }: ConvLayer): { weights: number; biases: number } {
  return { weights: kernel * kernel * inputs * outputs, biases: outputs };
}

/** How many numbers a network learns. */
export function parameterCount(network: Network): number {
  return convLayers(network).reduce((total, layer) => {
    const { weights, biases } = parametersOf(layer);
    return total + weights + biases;
  }, 0);
}

/** How far a network sees around a pixel: pixels before it (left, up) and after it (right, down). */
export function reachOf({ layers }: Network): { before: number; after: number } {
  const reach = new Map([['input', { before: 0, after: 0 }]]);
  const nothing = { before: 0, after: 0 };
  let last = nothing;
  for (const layer of layers) {
    const sources = (layer.kind === 'conv' ? [layer.from] : layer.from).map(
      (name) => reach.get(name) ?? nothing,
    );
    const more = layer.kind === 'conv' ? { before: layer.kernel - 2, after: 1 } : nothing;
    last = {
      before: Math.max(...sources.map(({ before }) => before)) + more.before,
      after: Math.max(...sources.map(({ after }) => after)) + more.after,
    };
    reach.set(layer.name, last);
  }
  return last;
}
