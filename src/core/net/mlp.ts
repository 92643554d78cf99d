import { activations, type ActivationName } from './activations';
import { seeded, type Random } from './random';

/** Inputs and outputs of one layer, and its place, 0 for the first. */
export type Fans = { readonly fanIn: number; readonly fanOut: number; readonly layer: number };

/** Draws one weight. */
export type Initialiser = (fans: Fans, random: Random) => number;

/** A fully connected feed-forward network: a multilayer perceptron (Rumelhart, Hinton & Williams 1986). */
export type Mlp = {
  /** Inputs, then the neurons of each layer. */
  readonly sizes: readonly number[];
  /** One for each layer. */
  readonly activations: readonly ActivationName[];
  /** Layer by layer: the weights, row by row with a row for each neuron, then the biases. PyTorch's order. */
  readonly parameters: Float64Array;
};

export type MlpOptions = {
  readonly sizes: readonly number[];
  /** Of the hidden layers. */
  readonly activation: ActivationName;
  /** Of the last layer; linear unless told. */
  readonly output?: ActivationName;
  readonly init: Initialiser;
  /** Zero unless told. */
  readonly biases?: Initialiser;
  readonly seed: number;
};

/** One layer's parameters, as views into the network's own. */
export type MlpLayer = {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: ActivationName;
  /** The weight from input i to neuron o is at o · inputs + i. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
};

/** What one layer computed for a batch: a row for each example, a column for each neuron. */
export type LayerRun = {
  readonly inputs: Float64Array;
  /** Weighted sums, before the activation. */
  readonly sums: Float64Array;
  readonly outputs: Float64Array;
};

export type MlpRun = {
  /** Examples. */
  readonly batch: number;
  readonly layers: readonly LayerRun[];
  /** Of the last layer. */
  readonly outputs: Float64Array;
};

/** Derivatives of the loss by what a layer computed. Rows and columns as in the run. */
export type LayerGradients = {
  readonly inputs: Float64Array;
  readonly sums: Float64Array;
  readonly outputs: Float64Array;
  /** As views into the gradients of all parameters. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
};

export type MlpGradients = {
  /** In the order of the network's parameters. */
  readonly parameters: Float64Array;
  readonly layers: readonly LayerGradients[];
};

/** Numbers of parameters before each layer, and of all of them at the end. */
function offsets(sizes: readonly number[]): readonly number[] {
  const starts = [0];
  for (let layer = 0; layer + 1 < sizes.length; layer += 1)
    starts.push((starts[layer] ?? 0) + ((sizes[layer] ?? 0) + 1) * (sizes[layer + 1] ?? 0));
  return starts;
}

/** A layer's part of an array that is ordered as the parameters are. */
function partOf(sizes: readonly number[], all: Float64Array, layer: number) {
  const [inputs = 0, outputs = 0] = sizes.slice(layer, layer + 2);
  const start = offsets(sizes)[layer] ?? 0;
  const middle = start + inputs * outputs;
  return {
    inputs,
    outputs,
    weights: all.subarray(start, middle),
    biases: all.subarray(middle, middle + outputs),
  };
}

/** The layers, with views into the parameters. */
export function layersOf(net: Mlp): readonly MlpLayer[] {
  return net.activations.map((activation, layer) => ({
    ...partOf(net.sizes, net.parameters, layer),
    activation,
  }));
}

/** A network with weights drawn layer by layer, neuron by neuron. Equal options give equal networks. */
export function createMlp({ sizes, activation, output = 'linear', init, biases, seed }: MlpOptions): Mlp {
  const layers = sizes.length - 1;
  if (layers < 1) throw new RangeError('a network needs inputs and one layer');
  const net: Mlp = {
    sizes,
    activations: Array.from({ length: layers }, (_, layer) => (layer === layers - 1 ? output : activation)),
    parameters: new Float64Array(offsets(sizes).at(-1) ?? 0),
  };
  const random = seeded(seed);
  layersOf(net).forEach((part, layer) => {
    const fans = { fanIn: part.inputs, fanOut: part.outputs, layer };
    for (let at = 0; at < part.weights.length; at += 1) part.weights[at] = init(fans, random);
    if (biases === undefined) return;
    for (let at = 0; at < part.biases.length; at += 1) part.biases[at] = biases(fans, random);
  });
  return net;
}

/** The same network with other parameters. */
export function withParameters(net: Mlp, parameters: Float64Array): Mlp {
  return { ...net, parameters };
}

/**
 * Runs a batch of examples and keeps all that the backward pass needs.
 * @param inputs an example each, with as many numbers as the network has inputs
 * @throws RangeError for an example of another length
 */
export function forward(net: Mlp, inputs: readonly ArrayLike<number>[]): MlpRun {
  const [first = 0] = net.sizes;
  const batch = inputs.length;
  let values = new Float64Array(batch * first);
  inputs.forEach((example, row) => {
    if (example.length !== first) throw new RangeError(`${example.length} numbers for ${first} inputs`);
    values.set(example, row * first);
  });
  const layers = layersOf(net).map((layer): LayerRun => {
    const run = runLayer(layer, values, batch);
    values = run.outputs;
    return run;
  });
  return { batch, layers, outputs: values };
}

function runLayer(layer: MlpLayer, values: Float64Array<ArrayBuffer>, batch: number) {
  const { inputs, outputs, weights, biases } = layer;
  const { of } = activations[layer.activation];
  const sums = new Float64Array(batch * outputs);
  for (let row = 0; row < batch; row += 1)
    for (let neuron = 0; neuron < outputs; neuron += 1) {
      let sum = biases[neuron] ?? 0;
      for (let at = 0; at < inputs; at += 1)
        sum += (weights[neuron * inputs + at] ?? 0) * (values[row * inputs + at] ?? 0);
      sums[row * outputs + neuron] = sum;
    }
  return { inputs: values, sums, outputs: sums.map((sum) => of(sum)) };
}

/**
 * Back-propagation: the derivatives of the loss by every parameter, and by everything that was computed on the way.
 * @param lossGradient derivatives of the loss by the run's outputs, in their order. They carry the mean over the batch, if one is taken.
 */
export function backward(net: Mlp, run: MlpRun, lossGradient: ArrayLike<number>): MlpGradients {
  const parameters = new Float64Array(net.parameters.length);
  const layers: LayerGradients[] = [];
  let incoming = Float64Array.from(lossGradient);
  const parts = layersOf(net);
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const [layer, made] = [parts[index], run.layers[index]];
    if (layer === undefined || made === undefined) throw new RangeError('the run is of another network');
    const own = partOf(net.sizes, parameters, index);
    const gradients = layerBackward({ layer, made, own, incoming, batch: run.batch });
    incoming = gradients.inputs;
    layers.unshift(gradients);
  }
  return { parameters, layers };
}

type BackwardStep = {
  readonly layer: MlpLayer;
  readonly made: LayerRun;
  readonly own: Pick<LayerGradients, 'weights' | 'biases'>;
  readonly incoming: Float64Array;
  readonly batch: number;
};

function layerBackward({ layer, made, own, incoming, batch }: BackwardStep) {
  const { inputs, outputs, weights } = layer;
  const { derivative } = activations[layer.activation];
  const sums = made.sums.map((sum, at) => (incoming[at] ?? 0) * derivative(sum));
  const toInputs = new Float64Array(batch * inputs);
  for (let row = 0; row < batch; row += 1)
    for (let neuron = 0; neuron < outputs; neuron += 1) {
      const slope = sums[row * outputs + neuron] ?? 0;
      own.biases[neuron] = (own.biases[neuron] ?? 0) + slope;
      for (let at = 0; at < inputs; at += 1) {
        const [weight, input] = [neuron * inputs + at, row * inputs + at];
        own.weights[weight] = (own.weights[weight] ?? 0) + slope * (made.inputs[input] ?? 0);
        toInputs[input] = (toInputs[input] ?? 0) + slope * (weights[weight] ?? 0);
      }
    }
  return { inputs: toInputs, sums, outputs: incoming, weights: own.weights, biases: own.biases };
}
