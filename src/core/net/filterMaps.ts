import { seeded } from './random';

/** Filters by filter, input channel and cell, row by row. */
export type Filters = {
  readonly kernels: readonly (readonly (readonly number[])[])[];
  readonly rows: number;
  readonly columns: number;
};

/** Values of each filter over a picture, row by row. */
export type FilterMaps = {
  readonly width: number;
  readonly height: number;
  readonly maps: readonly Float32Array[];
};

type Shape = {
  readonly filters: number;
  readonly inputs: number;
  readonly rows: number;
  readonly columns: number;
};

/** Normal weights of variance 2 / fan-in (He et al. 2015), the same for a seed. */
export function randomKernels({ filters, inputs, rows, columns }: Shape, seed: number): number[][][] {
  const { normal } = seeded(seed);
  const spread = Math.sqrt(2 / (inputs * rows * columns));
  return Array.from({ length: filters }, () =>
    Array.from({ length: inputs }, () => Array.from({ length: rows * columns }, () => spread * normal())),
  );
}

/**
 * Convolves an 8-bit RGB picture, in 0–1, with filters of three inputs: zeros outside, “same” size, stride 1, then ReLU. As in the
 * networks, an even kernel reaches farther down and to the right.
 */
export function convolveMaps(
  { width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8Array },
  { kernels, rows, columns }: Filters,
): FilterMaps {
  const padded = withZeros({ width, height, data }, { rows, columns });
  const maps = kernels.map((kernel) => {
    const map = new Float32Array(width * height);
    const weights = kernel.flat();
    for (let at = 0; at < map.length; at += 1) {
      const corner = Math.floor(at / width) * padded.width + (at % width);
      map[at] = Math.max(0, sumAt(padded, corner, { weights, rows, columns }));
    }
    return map;
  });
  return { width, height, maps };
}

type Padded = { readonly width: number; readonly planes: readonly Float32Array[] };

/** The three colours in 0–1 with as many zeros around as a kernel needs. */
function withZeros(
  { width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8Array },
  { rows, columns }: Pick<Filters, 'rows' | 'columns'>,
): Padded {
  const [top, left] = [Math.floor((rows - 1) / 2), Math.floor((columns - 1) / 2)];
  const wide = width + columns - 1;
  const planes = [0, 1, 2].map((channel) => {
    const plane = new Float32Array(wide * (height + rows - 1));
    for (let at = 0; at < width * height; at += 1)
      plane[(Math.floor(at / width) + top) * wide + (at % width) + left] =
        (data[at * 3 + channel] ?? 0) / 255;
    return plane;
  });
  return { width: wide, planes };
}

function sumAt(
  { width, planes }: Padded,
  corner: number,
  { weights, rows, columns }: { weights: readonly number[]; rows: number; columns: number },
): number {
  let [sum, at] = [0, 0];
  for (const plane of planes)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, at += 1)
        sum += (weights[at] ?? 0) * (plane[corner + row * width + column] ?? 0);
  return sum;
}
