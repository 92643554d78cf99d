import { CandelaError, type EngineCallOutput } from '@contract';
import type { Layer } from './graph/findLayers';
import type { OpenedNetwork } from './OpenedNetwork';

/** All kernels of a convolution: by filter, by input channel, row by row. @throws CandelaError `network.keptWhole` */
export function kernelsOf(
  { name, kind, weight, bias }: Layer,
  { open }: OpenedNetwork,
): EngineCallOutput<'network.kernels'> {
  const values = weight?.values();
  if (!weight || !values || weight.dims.length !== 4)
    throw new CandelaError('network.keptWhole', { model: open.card.name, layer: name });
  const [a = 0, b = 0, rows = 1, columns = 1] = weight.dims;
  const isTransposed = kind === 'transposedConv';
  const [filters, inputs] = isTransposed ? [b, a] : [a, b];
  const kernelAt = (filter: number, input: number): number[] => {
    const place = isTransposed ? input * b + filter : filter * b + input;
    return [...values.subarray(place * rows * columns, (place + 1) * rows * columns)];
  };
  return {
    rows,
    columns,
    kernels: Array.from({ length: filters }, (_, filter) =>
      Array.from({ length: inputs }, (_unused, input) => kernelAt(filter, input)),
    ),
    biases: [...(bias?.values() ?? new Float32Array(filters))],
  };
}
