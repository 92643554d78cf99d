import { meanLoss } from './losses';
import { backward, forward, type Mlp } from './mlp';
import { createOptimiser, step, type Optimiser, type OptimiserSettings } from './optimisers';
import { seeded } from './random';

/** What goes in, and what should come out. */
export type Pair = { readonly x: number; readonly target: number };

/** The model's two weights: gain, then offset. */
export type LineWeights = readonly [number, number];

/** Mean squared error of gain · x + offset as a function of both weights: a bowl. */
export type Bowl = {
  readonly lossAt: (weights: LineWeights) => number;
  /** The least and the greatest curvature: the eigenvalues of the second derivatives. */
  readonly curvatures: readonly [number, number];
  /** The bottom. If the bottom is a whole line, the point of it nearest to zero. */
  readonly best: LineWeights;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The bowl of pairs. */
export function bowlOf(pairs: readonly Pair[]): Bowl {
  const xx = mean(pairs.map(({ x }) => x * x));
  const x = mean(pairs.map((pair) => pair.x));
  const xt = mean(pairs.map((pair) => pair.x * pair.target));
  const t = mean(pairs.map(({ target }) => target));
  const tt = mean(pairs.map(({ target }) => target ** 2));
  const apart = Math.hypot(xx - 1, 2 * x);
  const curvatures = [xx + 1 - apart, xx + 1 + apart] as const;
  const spread = xx - x * x;
  const gain = spread > 1e-12 ? (xt - x * t) / spread : (x * t) / (x * x + 1);
  const best = [gain, t - gain * x] as const;
  return {
    lossAt: ([a, b]) => Math.max(0, a * a * xx + 2 * a * b * x + b * b - 2 * a * xt - 2 * b * t + tt),
    curvatures,
    best,
  };
}

/** A walk down a bowl: where it is, and the loss of all pairs there. */
export type Walk = { readonly weights: Float64Array; readonly optimiser: Optimiser; readonly loss: number };

export type WalkOptions = {
  readonly pairs: readonly Pair[];
  readonly settings: OptimiserSettings;
  readonly start: LineWeights;
  /** Pairs a step, drawn at random. As many as there are, or more: all of them, each once. */
  readonly batch: number;
  readonly seed: number;
};

export function startWalk({ pairs, settings, start }: WalkOptions): Walk {
  const loss = bowlOf(pairs).lossAt(start);
  return { weights: Float64Array.from(start), optimiser: createOptimiser(settings, 2), loss };
}

/** One step by the gradient of a batch. The batch follows from the seed and the number of the step. */
export function walkOn(walk: Walk, { pairs, batch, seed }: WalkOptions): Walk {
  const drawn = drawBatch(pairs, batch, seed + 7919 * walk.optimiser.taken);
  const gradients = lineGradient(drawn, walk.weights);
  const { optimiser, weights } = step(walk.optimiser, walk.weights, gradients);
  return { optimiser, weights, loss: bowlOf(pairs).lossAt([weights[0] ?? 0, weights[1] ?? 0]) };
}

/** The gradient of the mean squared error by gain and offset: a network of one neuron, backwards. */
export function lineGradient(pairs: readonly Pair[], weights: Float64Array): Float64Array {
  const net: Mlp = { sizes: [1, 1], activations: ['linear'], parameters: weights };
  const run = forward(
    net,
    pairs.map(({ x }) => [x]),
  );
  const { gradient } = meanLoss(
    'mse',
    run.outputs,
    pairs.map(({ target }) => target),
  );
  return backward(net, run, gradient).parameters;
}

function drawBatch(pairs: readonly Pair[], batch: number, seed: number): readonly Pair[] {
  if (batch >= pairs.length) return pairs;
  const random = seeded(seed);
  return Array.from({ length: batch }, () => pairs[Math.floor(random.uniform() * pairs.length)]).filter(
    (pair) => pair !== undefined,
  );
}
