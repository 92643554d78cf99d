/** Numbers of one channel, row by row. */
export type Plane = { readonly width: number; readonly height: number; readonly data: Float64Array };

/** A square of weights, row by row. */
export type Kernel = { readonly side: number; readonly weights: readonly number[] };

export const paddings = ['zero', 'reflect', 'none'] as const;

/** What lies beyond the edge: zeros, the picture mirrored at its outermost pixels, or nothing, so that the result is smaller. */
export type Padding = (typeof paddings)[number];

export type ConvolutionOptions = { readonly stride: number; readonly padding: Padding };

/** Pixels added at each edge. */
function padOf(side: number, padding: Padding): number {
  return padding === 'none' ? 0 : (side - 1) / 2;
}

/** Length of a side of the result. None is left where the kernel does not fit. */
export function convolvedLength(
  length: number,
  side: number,
  { stride, padding }: ConvolutionOptions,
): number {
  const room = length + 2 * padOf(side, padding) - side;
  return room < 0 ? 0 : Math.floor(room / stride) + 1;
}

/** The place of `at` in a row of `length`, mirrored as often as it takes; the outermost pixel is not repeated. */
function mirrored(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const within = ((at % period) + period) % period;
  return within < length ? within : period - within;
}

/** The place that is read for each place of a padded row. −1: a zero. */
function sources(length: number, pad: number, padding: Padding): readonly number[] {
  return Array.from({ length: length + 2 * pad }, (_, index) => {
    const at = index - pad;
    if (at >= 0 && at < length) return at;
    return padding === 'reflect' ? mirrored(at, length) : -1;
  });
}

/**
 * Slides a kernel over a plane. As in all networks it is not flipped: strictly this is a cross-correlation.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html for the sizes
 */
export function convolve(plane: Plane, { side, weights }: Kernel, options: ConvolutionOptions): Plane {
  const pad = padOf(side, options.padding);
  const width = convolvedLength(plane.width, side, options);
  const height = convolvedLength(plane.height, side, options);
  const columns = sources(plane.width, pad, options.padding);
  const rows = sources(plane.height, pad, options.padding);
  const data = new Float64Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (let at = 0; at < weights.length; at += 1) {
        const x = columns[column * options.stride + (at % side)] ?? -1;
        const y = rows[row * options.stride + Math.floor(at / side)] ?? -1;
        if (x >= 0 && y >= 0) sum += (weights[at] ?? 0) * (plane.data[y * plane.width + x] ?? 0);
      }
      data[row * width + column] = sum;
    }
  return { width, height, data };
}

/** The numbers under the kernel at one place of the result, row by row. */
export function patchAt(
  plane: Plane,
  { side, stride, padding }: ConvolutionOptions & { readonly side: number },
  { column, row }: { readonly column: number; readonly row: number },
): readonly number[] {
  const pad = padOf(side, padding);
  const columns = sources(plane.width, pad, padding);
  const rows = sources(plane.height, pad, padding);
  return Array.from({ length: side * side }, (_, at) => {
    const x = columns[column * stride + (at % side)] ?? -1;
    const y = rows[row * stride + Math.floor(at / side)] ?? -1;
    return x < 0 || y < 0 ? 0 : (plane.data[y * plane.width + x] ?? 0);
  });
}

/** Side of the square of inputs that one output of stacked layers sees: 1 + Σ (side − 1) · stride^l, l from 0. */
export function receptiveField(layers: number, side: number, stride: number): number {
  let field = 1;
  for (let layer = 0; layer < layers; layer += 1) field += (side - 1) * stride ** layer;
  return field;
}

const smooth = { 3: [0.25, 0.5, 0.25], 5: [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] } as const;
const slope = { 3: [-1, 0, 1], 5: [-0.25, -0.5, 0, 0.5, 0.25] } as const;

export type KernelSide = keyof typeof smooth;

const outer = (down: readonly number[], across: readonly number[], factor = 1): readonly number[] =>
  down.flatMap((one) => across.map((other) => factor * one * other));

const identity = (side: KernelSide): readonly number[] =>
  Array.from({ length: side * side }, (_, at) => (at === (side * side - 1) / 2 ? 1 : 0));

/** Kernels that photographers know. Their sums are 1, that of `sobel` 0. */
export const kernels = {
  identity,
  blur: (side) => outer(smooth[side], smooth[side]),
  // Sobel & Feldman 1968: smooth down, slope across.
  sobel: (side) => outer(smooth[side], slope[side], 4),
  sharpen: (side) => {
    const blurred = outer(smooth[side], smooth[side]);
    return side === 3
      ? [0, -1, 0, -1, 5, -1, 0, -1, 0]
      : identity(side).map((value, at) => 2.5 * value - 1.5 * (blurred[at] ?? 0));
  },
  emboss: (side) =>
    side === 3
      ? [-2, -1, 0, -1, 1, 1, 0, 1, 2]
      : identity(side).map((value, at) => value + Math.sign((at % 5) + Math.floor(at / 5) - 4) * 0.25),
} as const satisfies Record<string, (side: KernelSide) => readonly number[]>;

export type KernelName = keyof typeof kernels;
