import type { Fans, Initialiser } from './mlp';

/** One way of drawing weights: how a weight is drawn, and the variance that theory gives it. */
type Scheme = {
  /** Needs a size: the value, the deviation or the limit. */
  readonly isSized: boolean;
  readonly draw: (size: number) => Initialiser;
  readonly variance: (fans: Fans, size: number) => number;
};

const xavier = ({ fanIn, fanOut }: Fans): number => 2 / (fanIn + fanOut);
const he = ({ fanIn }: Fans): number => 2 / fanIn;

const normal = (variance: (fans: Fans, size: number) => number, isSized = false): Scheme => ({
  isSized,
  draw: (size) => (fans, random) => Math.sqrt(variance(fans, size)) * random.normal(),
  variance,
});

/** Limits of ±√3 times the deviation. */
const uniform = (variance: (fans: Fans, size: number) => number, isSized = false): Scheme => ({
  isSized,
  draw: (size) => (fans, random) => Math.sqrt(3 * variance(fans, size)) * (2 * random.uniform() - 1),
  variance,
});

/**
 * How weights begin. Xavier: Glorot & Bengio 2010, variance 2/(fan_in + fan_out), so uniform limits of ±√(6/(fan_in + fan_out)). He:
 * He et al. 2015, variance 2/fan_in, so uniform limits of ±√(6/fan_in).
 */
export const initialisers = {
  zeros: { isSized: false, draw: () => () => 0, variance: () => 0 },
  constant: { isSized: true, draw: (size) => () => size, variance: () => 0 },
  normal: normal((_, size) => size ** 2, true),
  uniform: uniform((_, size) => size ** 2 / 3, true),
  xavierNormal: normal(xavier),
  xavierUniform: uniform(xavier),
  heNormal: normal(he),
  heUniform: uniform(he),
} as const satisfies Record<string, Scheme>;

export type InitialiserName = keyof typeof initialisers;

/** Limits of uniform schemes that were printed wrongly, kept to be looked at. Lower and upper limit. */
export const misprints = {
  /** Xavier's shape with σ in place of 6. */
  randomUniform: ({ fanIn, fanOut }: Fans, sigma: number): readonly [number, number] => {
    const limit = Math.sqrt(sigma / (fanIn + fanOut));
    return [-limit, limit];
  },
  /** Not symmetric: the mean weight is not zero where fan_in and fan_out differ. */
  xavierUniform: ({ fanIn, fanOut }: Fans): readonly [number, number] => [
    -Math.sqrt(6 / fanIn),
    Math.sqrt(6 / fanOut),
  ],
} as const;

/** Draws evenly between limits. */
export function between(limits: (fans: Fans) => readonly [number, number]): Initialiser {
  return (fans, random) => {
    const [low, high] = limits(fans);
    return low + (high - low) * random.uniform();
  };
}
