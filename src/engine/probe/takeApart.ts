import type { LayerGeometry } from '@contract';
import type { PixelWindow } from '@core';
import type { OnnxNode } from '../model/onnx/readOnnx';
import type { OnnxTensor } from '../model/onnx/readTensor';
import type { RawTensor } from '../model/runOnce';
import { geometryOf } from './graph/geometry';
import type { Layer } from './graph/findLayers';
import { dimsOf } from './statistics';

/** A value of a layer: its channel and its place. */
export type Spot = { readonly filter: number; readonly row: number; readonly column: number };

export type TakenApart = PixelWindow & {
  /** Number of the first input channel. */
  readonly first: number;
  /** Cells of the patch that lie outside of the map. */
  readonly outside: readonly boolean[];
};

/** Index on the input and in the kernel, along one axis. */
type Tap = { readonly at: number; readonly weight: number };

/** What a convolution, also a transposed one, multiplies for one of its values. Undefined: its weights are not plain numbers. */
export function takeApart(layer: Layer, input: RawTensor, spot: Spot): TakenApart | undefined {
  const { node, weight, bias, activation } = layer;
  const [, channels, height, width] = dimsOf(input);
  const kernels = weight && kernelsIn(node, weight, channels);
  if (!kernels) return undefined;
  const geometry = geometryOf(node, kernels.size, [height, width]);
  const tapsOf = node.op === 'ConvTranspose' ? growTaps : slideTaps;
  const down = tapsOf(geometry, 0, spot.row);
  const across = tapsOf(geometry, 1, spot.column);
  const cells = down.flatMap((y) => across.map((x) => ({ y, x, isIn: isIn(y, height) && isIn(x, width) })));
  const { inGroup, outGroup, weightAt } = kernels;
  const first = Math.floor(spot.filter / outGroup) * inGroup;
  const valueAt = (channel: number, y: Tap, x: Tap): number =>
    input.data[((first + channel) * height + y.at) * width + x.at] ?? 0;
  const all = Array.from({ length: inGroup }, (_, channel) => channel);
  return {
    rows: down.length,
    columns: across.length,
    first,
    patch: all.map((channel) => cells.map(({ y, x, isIn: has }) => (has ? valueAt(channel, y, x) : 0))),
    kernel: all.map((channel) =>
      cells.map(({ y, x }) =>
        weightAt({ filter: spot.filter, first, channel, row: y.weight, column: x.weight }),
      ),
    ),
    outside: cells.map((cell) => !cell.isIn),
    bias: bias?.values()?.[spot.filter] ?? 0,
    activation,
  };
}

const isIn = ({ at }: Tap, side: number): boolean => at >= 0 && at < side;

type Kernels = {
  readonly size: [number, number];
  readonly inGroup: number;
  readonly outGroup: number;
  readonly weightAt: (place: {
    filter: number;
    first: number;
    channel: number;
    row: number;
    column: number;
  }) => number;
};

/** Conv: out, in / group, rows, columns. ConvTranspose: in, out / group, rows, columns. */
function kernelsIn(node: OnnxNode, weight: OnnxTensor, channels: number): Kernels | undefined {
  const values = weight.values();
  if (values === null) return undefined;
  const [a = 0, b = 0, rows = 0, columns = 0] = weight.dims;
  const group = node.attributes.get('group')?.int ?? 1;
  const isTransposed = node.op === 'ConvTranspose';
  const outGroup = isTransposed ? b : a / group;
  return {
    size: [rows, columns],
    inGroup: channels / group,
    outGroup,
    weightAt: ({ filter, first, channel, row, column }) => {
      const plane = isTransposed ? (first + channel) * b + (filter % outGroup) : filter * b + channel;
      return values[(plane * rows + row) * columns + column] ?? 0;
    },
  };
}

function slideTaps({ kernel, strides, dilations, pads }: LayerGeometry, axis: 0 | 1, at: number): Tap[] {
  return Array.from({ length: kernel[axis] }, (_, weight) => ({
    at: at * strides[axis] - pads[axis] + weight * dilations[axis],
    weight,
  }));
}

/** Input i of a transposed convolution adds to the outputs i · stride − pad + weight · dilation. */
function growTaps({ kernel, strides, dilations, pads }: LayerGeometry, axis: 0 | 1, at: number): Tap[] {
  const taps = Array.from({ length: kernel[axis] }, (_, weight) => ({
    at: (at + pads[axis] - weight * dilations[axis]) / strides[axis],
    weight,
  }));
  return taps.filter((tap) => Number.isInteger(tap.at)).reverse();
}
