import type { TrainOptimiser } from '@contract';
import type { GraphBuilder } from './GraphBuilder';

/** As PyTorch begins. */
const momentum = 0.9;
const rms = { decay: 0.99, epsilon: 1e-8 } as const;
const adam = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;

/** How many vectors of its own an optimiser keeps from step to step, each as long as the weights. */
export const momentCounts: Readonly<Record<TrainOptimiser, 0 | 1 | 2>> = {
  sgd: 0,
  momentum: 1,
  rmsProp: 1,
  adam: 2,
};

/** Names of the inputs and outputs of an optimiser's vectors. */
export const momentInput = (at: number): string => `moment${at}`;
export const momentOutput = (at: number): string => `newMoment${at}`;

/** What Adam divides its two averages by at a step, counted from 1: they begin at zero and are too small at first. */
export function adamCorrections(step: number): [number, number] {
  return [1 - adam.first ** step, 1 - adam.second ** step];
}

type Update = {
  readonly weights: string;
  readonly gradient: string;
  /** The learning rate, one number. */
  readonly rate: string;
  /** Adam's two corrections, one number each. */
  readonly corrections: readonly [string, string];
};

/** The weights after a step, called `newWeights`, and the optimiser's vectors after it. */
export function addOptimiser(graph: GraphBuilder, optimiser: TrainOptimiser, update: Update): void {
  const change = changeBy(graph, optimiser, update);
  const step = graph.add('Mul', [change, update.rate]);
  graph.add('Sub', [update.weights, step], { name: 'newWeights' });
}

function changeBy(graph: GraphBuilder, optimiser: TrainOptimiser, { gradient, corrections }: Update): string {
  switch (optimiser) {
    case 'sgd':
      return gradient;
    case 'momentum': {
      const kept = graph.add('Mul', [momentInput(0), graph.number(momentum)]);
      return graph.add('Add', [kept, gradient], { name: momentOutput(0) });
    }
    case 'rmsProp': {
      const squares = average(graph, {
        at: 0,
        value: graph.add('Mul', [gradient, gradient]),
        decay: rms.decay,
      });
      return overRoot(graph, gradient, { root: graph.add('Sqrt', [squares]), epsilon: rms.epsilon });
    }
    case 'adam': {
      const mean = average(graph, { at: 0, value: gradient, decay: adam.first });
      const squares = average(graph, {
        at: 1,
        value: graph.add('Mul', [gradient, gradient]),
        decay: adam.second,
      });
      const root = graph.add('Sqrt', [graph.add('Div', [squares, corrections[1]])]);
      return overRoot(graph, graph.add('Div', [mean, corrections[0]]), { root, epsilon: adam.epsilon });
    }
  }
}

/** A running average, in the optimiser's vector of that number. */
function average(
  graph: GraphBuilder,
  { at, value, decay }: { at: number; value: string; decay: number },
): string {
  const old = graph.add('Mul', [momentInput(at), graph.number(decay)]);
  const fresh = graph.add('Mul', [value, graph.number(1 - decay)]);
  return graph.add('Add', [old, fresh], { name: momentOutput(at) });
}

function overRoot(
  graph: GraphBuilder,
  value: string,
  { root, epsilon }: { root: string; epsilon: number },
): string {
  return graph.add('Div', [value, graph.add('Add', [root, graph.number(epsilon)])]);
}
