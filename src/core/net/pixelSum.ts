import { seeded } from './random';

/** What one filter meets at one position: patch and kernel of every input channel, both row by row. */
export type PixelWindow = {
  /** Rows and columns of the patch. */
  readonly rows: number;
  readonly columns: number;
  /** By channel. Outside of the map the patch is 0. */
  readonly patch: readonly (readonly number[])[];
  readonly kernel: readonly (readonly number[])[];
  readonly bias: number;
  readonly activation: LayerActivation;
};

/** An activation as a network's file names it. `slope` is that below zero; `low` and `high` are the ends of a clip. */
export type LayerActivation =
  | { readonly kind: 'none' | 'relu' | 'sigmoid' | 'tanh' }
  | { readonly kind: 'leakyRelu'; readonly slope: number }
  | { readonly kind: 'clip'; readonly low: number; readonly high: number };

export type PixelSum = {
  readonly products: readonly (readonly number[])[];
  /** The sum of each channel's products. */
  readonly sums: readonly number[];
  /** All sums and the bias. */
  readonly total: number;
  readonly output: number;
};

/** Multiplies the patch by the kernel, adds everything and the bias, and applies the activation. */
export function pixelSum({ patch, kernel, bias, activation }: PixelWindow): PixelSum {
  const products = patch.map((values, channel) =>
    values.map((value, index) => value * (kernel[channel]?.[index] ?? 0)),
  );
  const sums = products.map((row) => row.reduce((sum, product) => sum + product, 0));
  const total = sums.reduce((sum, one) => sum + one, bias);
  return { products, sums, total, output: applyActivation(activation, total) };
}

/** The activation's answer to a sum. */
export function applyActivation(activation: LayerActivation, x: number): number {
  switch (activation.kind) {
    case 'none':
      return x;
    case 'relu':
      return Math.max(0, x);
    case 'leakyRelu':
      return x > 0 ? x : activation.slope * x;
    case 'sigmoid':
      return 1 / (1 + Math.exp(-x));
    case 'tanh':
      return Math.tanh(x);
    case 'clip':
      return Math.min(activation.high, Math.max(activation.low, x));
  }
}

/** One change of a filter that makes it fail. */
export type FilterBreak = 'noBias' | 'noActivation' | 'shuffled' | 'zero' | 'mirrored';

/** The same window after the change. Shuffled weights keep their values and lose their places, all channels together. */
export function breakFilter(window: PixelWindow, how: FilterBreak, seed = 1): PixelWindow {
  const { kernel, columns } = window;
  switch (how) {
    case 'noBias':
      return { ...window, bias: 0 };
    case 'noActivation':
      return { ...window, activation: { kind: 'none' } };
    case 'zero':
      return { ...window, kernel: kernel.map((row) => row.map(() => 0)) };
    case 'mirrored':
      return { ...window, kernel: kernel.map((row) => mirrored(row, columns)) };
    case 'shuffled': {
      const all = shuffled(kernel.flat(), seed);
      let at = 0;
      return { ...window, kernel: kernel.map((row) => all.slice(at, (at += row.length))) };
    }
  }
}

/** Each row from right to left. */
function mirrored(kernel: readonly number[], columns: number): number[] {
  return kernel.map((_, index) => {
    const column = index % columns;
    return kernel[index - column + (columns - 1 - column)] ?? 0;
  });
}

/** Fisher and Yates 1938. */
function shuffled(values: readonly number[], seed: number): number[] {
  const { uniform } = seeded(seed);
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(uniform() * (last + 1));
    [result[last], result[other]] = [result[other] ?? 0, result[last] ?? 0];
  }
  return result;
}
