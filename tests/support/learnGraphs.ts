/** @file Small networks to open up. */
import type { Graph } from './onnx';
import { seededRandom } from './random';

export type Window = {
  dilations?: readonly number[];
  pads?: readonly number[];
  strides?: readonly number[];
  group?: number;
};

/** A convolution 3 × 3 of 3 channels to 6, and one 1 × 1 back to a picture; both are read again by the page. */
export function oneConvolution({ group = 1, ...window }: Window, groups: number): Graph {
  const inGroup = 3 / groups;
  return {
    inputs: [{ name: 'image', type: 'float32', shape: [1, 3, 'h', 'w'] }],
    outputs: [{ name: 'result', type: 'float32', shape: [1, 3, 'h', 'w'] }],
    constants: [
      { name: 'w', type: 'float32', dims: [6, inGroup, 3, 3], values: valuesFor(6 * inGroup * 9, 3) },
      { name: 'b', type: 'float32', dims: [6], values: valuesFor(6, 5) },
      { name: 'w1', type: 'float32', dims: [3, 3, 1, 1], values: valuesFor(9, 7) },
    ],
    nodes: [
      {
        op: 'Conv',
        inputs: ['image', 'w', 'b'],
        outputs: ['inside'],
        attributes: [
          { name: 'kernel_shape', ints: [3, 3] },
          { name: 'group', int: group },
          ...Object.entries(window).map(([name, ints]) => ({ name, ints })),
        ],
      },
      { op: 'Conv', inputs: ['image', 'w1'], outputs: ['result'], attributes: [] },
    ],
  };
}

function valuesFor(count: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random() - 0.5);
}

const ends = {
  inputs: [{ name: 'image', type: 'float32', shape: [1, 3, 'h', 'w'] }],
  outputs: [{ name: 'result', type: 'float32', shape: [1, 3, 'h', 'w'] }],
} satisfies Pick<Graph, 'inputs' | 'outputs'>;

/** Half the size and back: a window of 6 × 6, of which a value uses five rows or six. */
export const downAndUp: Graph = {
  ...ends,
  constants: [
    { name: 'w', type: 'float32', dims: [4, 3, 3, 3], values: valuesFor(108, 1) },
    { name: 'v', type: 'float32', dims: [4, 3, 4, 4], values: valuesFor(192, 2) },
  ],
  nodes: [
    {
      op: 'Conv',
      inputs: ['image', 'w'],
      outputs: ['half'],
      attributes: [
        { name: 'strides', ints: [2, 2] },
        { name: 'pads', ints: [1, 1, 1, 1] },
      ],
    },
    {
      op: 'ConvTranspose',
      inputs: ['half', 'v'],
      outputs: ['result'],
      attributes: [
        { name: 'strides', ints: [2, 2] },
        { name: 'pads', ints: [1, 1, 1, 1] },
      ],
    },
  ],
};

/** Its weights are bytes that are cast, and its activation is not one of ONNX. */
export const partlyStrange: Graph = {
  ...ends,
  constants: [{ name: 'bytes', type: 'uint8', dims: [3, 3, 1, 1], values: [1, 0, 0, 0, 1, 0, 0, 0, 1] }],
  nodes: [
    { op: 'Cast', inputs: ['bytes'], outputs: ['w'], attributes: [{ name: 'to', int: 1 }] },
    { op: 'Conv', inputs: ['image', 'w'], outputs: ['sum'], attributes: [] },
    { op: 'Gelu', domain: 'com.microsoft', inputs: ['sum'], outputs: ['result'], attributes: [] },
  ],
};
