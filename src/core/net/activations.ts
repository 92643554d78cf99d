/** An activation with its derivative. Both take the weighted sum x and are finite everywhere. */
export type Activation = {
  readonly of: (x: number) => number;
  readonly derivative: (x: number) => number;
};

/** Slope of the leaky ReLU below zero (Maas et al. 2013). */
export const leak = 0.01;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const root = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

/**
 * The activations of the lessons. `gelu` is the approximation by tanh (Hendrycks & Gimpel 2016). At zero, where ReLU has no
 * derivative, the slope from the left is taken, as PyTorch and ONNX Runtime do.
 */
export const activations = {
  linear: { of: (x) => x, derivative: () => 1 },
  relu: { of: (x) => Math.max(0, x), derivative: (x) => (x > 0 ? 1 : 0) },
  leakyRelu: { of: (x) => (x > 0 ? x : leak * x), derivative: (x) => (x > 0 ? 1 : leak) },
  sigmoid: { of: sigmoid, derivative: (x) => sigmoid(x) * (1 - sigmoid(x)) },
  tanh: { of: Math.tanh, derivative: (x) => 1 - Math.tanh(x) ** 2 },
  gelu: {
    of: (x) => 0.5 * x * (1 + Math.tanh(root * (x + cubic * x ** 3))),
    derivative: (x) => {
      const t = Math.tanh(root * (x + cubic * x ** 3));
      return 0.5 * (1 + t) + 0.5 * x * (1 - t ** 2) * root * (1 + 3 * cubic * x ** 2);
    },
  },
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;

export const activationNames = Object.keys(activations) as readonly ActivationName[];
