import { activations, type ActivationName } from './activations';

/** Mean of f over a standard normal, by the midpoint rule over ±8 deviations. */
function gaussianMean(f: (z: number) => number): number {
  const [count, reach] = [801, 8];
  const width = (2 * reach) / count;
  let sum = 0;
  for (let at = 0; at < count; at += 1) {
    const z = -reach + (at + 0.5) * width;
    sum += f(z) * Math.exp(-0.5 * z * z);
  }
  return (sum * width) / Math.sqrt(2 * Math.PI);
}

export type MeanFieldOptions = {
  /** Inputs, then the neurons of each layer. */
  readonly sizes: readonly number[];
  readonly activations: readonly ActivationName[];
  /** Variance of the weights of each layer. Their mean is zero, and so are the biases. */
  readonly variances: readonly number[];
  /** Root mean square of the inputs. */
  readonly input: number;
};

/** Sizes by layer, as root mean squares. */
export type LayerSizes = {
  /** What each layer hands on. */
  readonly outputs: readonly number[];
  /** The loss's derivatives by the weighted sums, relative to those of the last layer. */
  readonly gradients: readonly number[];
};

/**
 * What a wide network with random weights does to the size of its signals and gradients (Poole et al. 2016; Schoenholz et al. 2017).
 * A sum has the variance fan_in · Var(w) · mean square of the inputs; gradients shrink or grow by fan_out · Var(w) · mean φ'².
 */
export function meanField({ sizes, activations: names, variances, input }: MeanFieldOptions): LayerSizes {
  let square = input ** 2;
  const layers = names.map((name, layer) => {
    const deviation = Math.sqrt((sizes[layer] ?? 0) * (variances[layer] ?? 0) * square);
    const { of, derivative } = activations[name];
    square = gaussianMean((z) => of(deviation * z) ** 2);
    return { output: Math.sqrt(square), slope: gaussianMean((z) => derivative(deviation * z) ** 2) };
  });
  const gradients: number[] = [];
  let gradient = 1;
  for (let layer = layers.length - 1; layer >= 0; layer -= 1) {
    gradients.unshift(Math.sqrt(gradient));
    gradient *= (sizes[layer + 1] ?? 0) * (variances[layer] ?? 0) * (layers[layer - 1]?.slope ?? 1);
  }
  return { outputs: layers.map(({ output }) => output), gradients };
}

/** Root mean square. */
export function rootMeanSquare(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value ** 2;
  return values.length === 0 ? 0 : Math.sqrt(sum / values.length);
}
