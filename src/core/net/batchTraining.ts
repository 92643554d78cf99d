import { meanLoss, type LossName } from './losses';
import {
  backward,
  createMlp,
  forward,
  withParameters,
  type Mlp,
  type MlpGradients,
  type MlpOptions,
  type MlpRun,
} from './mlp';
import { createOptimiser, step, type Optimiser, type OptimiserSettings } from './optimisers';

/** Examples: inputs, and what the network should answer. */
export type ExampleSet = {
  readonly inputs: readonly Float64Array[];
  readonly targets: readonly Float64Array[];
};

export type TrainingOptions = {
  readonly net: MlpOptions;
  readonly optimiser: OptimiserSettings;
  readonly loss: LossName;
  /** Examples of one step. They are taken in turn. */
  readonly batch: number;
};

/** One step: the network before it, its run on the batch, and the gradients. */
export type TrainingStep = {
  readonly net: Mlp;
  readonly run: MlpRun;
  readonly gradients: MlpGradients;
  /** The mean loss of the batch before the step. */
  readonly loss: number;
};

/** The examples of the next batch, in turn. */
function batchOf({ inputs, targets }: ExampleSet, count: number, batch: number) {
  const at = Array.from(
    { length: Math.min(batch, inputs.length) },
    (_, index) => (count * batch + index) % inputs.length,
  );
  return {
    inputs: at.map((index) => inputs[index] ?? new Float64Array()),
    targets: Float64Array.from(at.flatMap((index) => [...(targets[index] ?? [])])),
  };
}

/** A network in training. The same options and examples give the same network after the same number of steps. */
export class BatchTraining {
  readonly #examples: ExampleSet;
  readonly #options: TrainingOptions;
  #net: Mlp;
  #optimiser: Optimiser;
  #count = 0;

  constructor(examples: ExampleSet, options: TrainingOptions) {
    this.#examples = examples;
    this.#options = options;
    this.#net = createMlp(options.net);
    this.#optimiser = createOptimiser(options.optimiser, this.#net.parameters.length);
  }

  get net(): Mlp {
    return this.#net;
  }

  /** Steps taken. */
  get count(): number {
    return this.#count;
  }

  /** Runs the next batch and computes its gradients. Nothing is changed. */
  look(): TrainingStep {
    const { loss, batch } = this.#options;
    const examples = batchOf(this.#examples, this.#count, batch);
    const run = forward(this.#net, examples.inputs);
    const { value, gradient } = meanLoss(loss, run.outputs, examples.targets);
    return { net: this.#net, run, gradients: backward(this.#net, run, gradient), loss: value };
  }

  /** Takes one step. */
  advance(): TrainingStep {
    const looked = this.look();
    const next = step(this.#optimiser, this.#net.parameters, looked.gradients.parameters);
    this.#optimiser = next.optimiser;
    this.#net = withParameters(this.#net, next.weights);
    this.#count += 1;
    return looked;
  }
}

/** The mean loss over all examples. */
export function lossOver(net: Mlp, { inputs, targets }: ExampleSet, loss: LossName): number {
  const { outputs } = forward(net, inputs);
  return meanLoss(loss, outputs, Float64Array.from(targets.flatMap((one) => [...one]))).value;
}
