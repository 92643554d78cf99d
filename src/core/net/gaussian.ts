/** Samples of one channel, row by row. */
export type Plane = { readonly width: number; readonly height: number; readonly data: Float64Array };

/** A Gaussian's weights from the left to the right, with the sum 1. */
export function gaussianWeights(sigma: number, border: number): Float64Array {
  const bell = Float64Array.from({ length: 2 * border + 1 }, (_, at) =>
    Math.exp(-((at - border) ** 2) / (2 * sigma * sigma)),
  );
  const sum = bell.reduce((total, value) => total + value, 0);
  return bell.map((value) => value / sum);
}

/**
 * A plane weighed by a window across and down. Beyond the edge lies what `beyond` says: nothing, or the edge's own samples again. With
 * nothing there, the symmetric window is its own adjoint.
 */
export function weighed(
  { width, height, data }: Plane,
  weights: Float64Array,
  beyond: 'nothing' | 'edge',
): Float64Array {
  const border = (weights.length - 1) / 2;
  const pass = (from: Float64Array, isAcross: boolean): Float64Array => {
    const to = new Float64Array(from.length);
    const [length, stride] = isAcross ? [width, 1] : [height, width];
    for (let start = 0; start < from.length; start += 1) {
      const place = isAcross ? start % width : Math.floor(start / width);
      let sum = 0;
      for (let at = -border; at <= border; at += 1) {
        const there = place + at;
        const kept = Math.min(length - 1, Math.max(0, there));
        if (beyond === 'nothing' && kept !== there) continue;
        sum += (weights[at + border] ?? 0) * (from[start + (kept - place) * stride] ?? 0);
      }
      to[start] = sum;
    }
    return to;
  };
  return pass(pass(data, true), false);
}
