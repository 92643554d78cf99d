import { activations, type ActivationName } from './activations';

/** One neuron at work: what each input contributes, the weighted sum, and what it hands on. */
export type NeuronRun = {
  /** Input times weight, one for each input. */
  readonly contributions: readonly number[];
  /** The sum of the contributions and the bias. */
  readonly sum: number;
  readonly output: number;
};

export type Neuron = {
  readonly weights: readonly number[];
  readonly bias: number;
  readonly activation: ActivationName;
};

/** Runs a neuron (Rosenblatt 1958; McCulloch & Pitts 1943). @throws RangeError unless there is one input a weight */
export function runNeuron({ weights, bias, activation }: Neuron, inputs: readonly number[]): NeuronRun {
  if (inputs.length !== weights.length)
    throw new RangeError(`${inputs.length} inputs for ${weights.length} weights`);
  const contributions = weights.map((weight, index) => weight * (inputs[index] ?? 0));
  const sum = contributions.reduce((total, value) => total + value, bias);
  return { contributions, sum, output: activations[activation].of(sum) };
}
