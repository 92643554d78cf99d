/** Settings of an optimiser. PyTorch's names and formulas. */
export type OptimiserSettings =
  | { readonly name: 'sgd'; readonly rate: number }
  | { readonly name: 'momentum'; readonly rate: number; readonly momentum: number }
  | { readonly name: 'rmsprop'; readonly rate: number; readonly decay: number; readonly epsilon: number }
  | {
      readonly name: 'adam';
      readonly rate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };

export type OptimiserName = OptimiserSettings['name'];

/** Settings and memory. */
export type Optimiser = {
  readonly settings: OptimiserSettings;
  /** Steps taken. */
  readonly taken: number;
  /** Momentum's velocity, or Adam's running mean of gradients. */
  readonly first: Float64Array;
  /** The running mean of squared gradients of RMSProp and Adam. */
  readonly second: Float64Array;
};

/** What papers and PyTorch begin with, for a learning rate. */
export const usualSettings: Readonly<Record<OptimiserName, (rate: number) => OptimiserSettings>> = {
  sgd: (rate) => ({ name: 'sgd', rate }),
  momentum: (rate) => ({ name: 'momentum', rate, momentum: 0.9 }),
  rmsprop: (rate) => ({ name: 'rmsprop', rate, decay: 0.99, epsilon: 1e-8 }),
  adam: (rate) => ({ name: 'adam', rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }),
};

/** An optimiser without memory yet. @param count number of weights */
export function createOptimiser(settings: OptimiserSettings, count: number): Optimiser {
  return { settings, taken: 0, first: new Float64Array(count), second: new Float64Array(count) };
}

/** One weight's memory after a step, and how far the weight goes down. */
type Move = { readonly first: number; readonly second: number; readonly down: number };

type Held = {
  readonly gradient: number;
  readonly first: number;
  readonly second: number;
  readonly taken: number;
};

/**
 * Plain gradient descent; with the momentum of Polyak 1964 (v ← μ v + g); RMSProp (Tieleman & Hinton 2012); Adam with bias
 * correction (Kingma & Ba 2015). `taken` counts this step.
 */
function moveOf(settings: OptimiserSettings, { gradient, first, second, taken }: Held): Move {
  switch (settings.name) {
    case 'sgd':
      return { first, second, down: settings.rate * gradient };
    case 'momentum': {
      const velocity = settings.momentum * first + gradient;
      return { first: velocity, second, down: settings.rate * velocity };
    }
    case 'rmsprop': {
      const squares = settings.decay * second + (1 - settings.decay) * gradient ** 2;
      const down = (settings.rate * gradient) / (Math.sqrt(squares) + settings.epsilon);
      return { first, second: squares, down };
    }
    case 'adam': {
      const { beta1, beta2, rate, epsilon } = settings;
      const mean = beta1 * first + (1 - beta1) * gradient;
      const squares = beta2 * second + (1 - beta2) * gradient ** 2;
      const [meanHat, squaresHat] = [mean / (1 - beta1 ** taken), squares / (1 - beta2 ** taken)];
      return { first: mean, second: squares, down: (rate * meanHat) / (Math.sqrt(squaresHat) + epsilon) };
    }
  }
}

export type Stepped = { readonly optimiser: Optimiser; readonly weights: Float64Array };

/**
 * One step. What was given stays as it is.
 * @throws RangeError unless there are as many gradients as weights
 */
export function step(
  optimiser: Optimiser,
  weights: ArrayLike<number>,
  gradients: ArrayLike<number>,
): Stepped {
  const count = optimiser.first.length;
  if (weights.length !== count || gradients.length !== count)
    throw new RangeError(`${weights.length} weights, ${gradients.length} gradients and memory for ${count}`);
  const { settings } = optimiser;
  const taken = optimiser.taken + 1;
  const [first, second] = [new Float64Array(count), new Float64Array(count)];
  const next = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const move = moveOf(settings, {
      gradient: gradients[at] ?? 0,
      first: optimiser.first[at] ?? 0,
      second: optimiser.second[at] ?? 0,
      taken,
    });
    first[at] = move.first;
    second[at] = move.second;
    next[at] = (weights[at] ?? 0) - move.down;
  }
  return { optimiser: { settings, taken, first, second }, weights: next };
}
