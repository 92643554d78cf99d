import { meanLoss, type LossName } from './losses';
import { backward, forward, withParameters, type Mlp } from './mlp';
import { createOptimiser, step, type Optimiser, type OptimiserSettings } from './optimisers';

/** Examples of a task: what goes in, and what should come out. */
export type TrainingSet = {
  readonly inputs: readonly (readonly number[])[];
  /** One number for each output of each example. */
  readonly targets: readonly number[];
};

/** A network on its way, its optimiser, and its loss as it is now. */
export type Training = { readonly net: Mlp; readonly optimiser: Optimiser; readonly loss: number };

export type Task = { readonly examples: TrainingSet; readonly loss: LossName };

export function startTraining(net: Mlp, settings: OptimiserSettings, task: Task): Training {
  return { net, optimiser: createOptimiser(settings, net.parameters.length), loss: lossOf(net, task) };
}

/** One step on all examples: forward, loss, backward, update. */
export function trainOnce({ net, optimiser }: Training, task: Task): Training {
  const run = forward(net, task.examples.inputs);
  const { gradient } = meanLoss(task.loss, run.outputs, task.examples.targets);
  const stepped = step(optimiser, net.parameters, backward(net, run, gradient).parameters);
  const next = withParameters(net, stepped.weights);
  return { net: next, optimiser: stepped.optimiser, loss: lossOf(next, task) };
}

function lossOf(net: Mlp, { examples, loss }: Task): number {
  return meanLoss(loss, forward(net, examples.inputs).outputs, examples.targets).value;
}
