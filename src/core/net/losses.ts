/** How wrong one prediction is, with the derivative by the prediction. A loss of many is the mean of these. */
export type Loss = {
  readonly of: (prediction: number, target: number) => number;
  readonly derivative: (prediction: number, target: number) => number;
};

/** Rounds the corner of the Charbonnier loss. The value of the MIRNet paper. */
export const charbonnierEpsilon = 1e-3;

/** As PyTorch's BCELoss does: no logarithm below −100, no division by less than this. */
const log = (value: number): number => Math.max(-100, Math.log(value));
const least = 1e-12;

/**
 * Squared error; absolute error, whose derivative at zero is taken as 0; Charbonnier et al. 1994; binary cross-entropy of a
 * probability.
 */
export const losses = {
  mse: { of: (p, t) => (p - t) ** 2, derivative: (p, t) => 2 * (p - t) },
  mae: { of: (p, t) => Math.abs(p - t), derivative: (p, t) => Math.sign(p - t) },
  charbonnier: {
    of: (p, t) => Math.sqrt((p - t) ** 2 + charbonnierEpsilon ** 2),
    derivative: (p, t) => (p - t) / Math.sqrt((p - t) ** 2 + charbonnierEpsilon ** 2),
  },
  crossEntropy: {
    of: (p, t) => -(t * log(p) + (1 - t) * log(1 - p)),
    derivative: (p, t) => (p - t) / Math.max(least, p * (1 - p)),
  },
} as const satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;

/** The mean loss of predictions, and its derivatives by each of them. */
export function meanLoss(
  name: LossName,
  predictions: ArrayLike<number>,
  targets: ArrayLike<number>,
): { readonly value: number; readonly gradient: Float64Array } {
  const { of, derivative } = losses[name];
  const count = predictions.length;
  if (targets.length !== count) throw new RangeError(`${targets.length} targets for ${count} predictions`);
  const gradient = new Float64Array(count);
  let value = 0;
  for (let at = 0; at < count; at += 1) {
    const [p, t] = [predictions[at] ?? 0, targets[at] ?? 0];
    value += of(p, t) / count;
    gradient[at] = derivative(p, t) / count;
  }
  return { value, gradient };
}
