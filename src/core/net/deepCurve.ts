import { activations, type ActivationName } from './activations';
import { seeded } from './random';

export type DeepCurve = {
  /** Hidden layers, each of `width` neurons. */
  readonly depth: number;
  readonly width: number;
  readonly activation: ActivationName;
  readonly seed: number;
};

/**
 * A random network of one input and one output as a function of its input. Weights are He-normal (He et al. 2015), biases are
 * normal. Without an activation it is a straight line, whatever its depth.
 */
export function deepCurve({ depth, width, activation, seed }: DeepCurve): (x: number) => number {
  const random = seeded(seed);
  const layers = Array.from({ length: depth + 1 }, (_, layer) => {
    const [inputs, outputs] = [layer === 0 ? 1 : width, layer === depth ? 1 : width];
    const spread = Math.sqrt(2 / inputs);
    return Array.from({ length: outputs }, () => ({
      weights: Array.from({ length: inputs }, () => spread * random.normal()),
      bias: 0.6 * random.normal(),
    }));
  });
  return (x) => {
    const values = layers.reduce<readonly number[]>(
      (inputs, layer, index) =>
        layer.map(({ weights, bias }) => {
          const sum = weights.reduce((total, weight, at) => total + weight * (inputs[at] ?? 0), bias);
          return index === depth ? sum : activations[activation].of(sum);
        }),
      [x],
    );
    return values[0] ?? 0;
  };
}
