/** @file Networks that show what they are told of the photo. */
import type { Raster, Size } from '@core';
import type { Constant, Node, ValueInfo } from './onnx';

const node = (op: string, inputs: string[], output: string, attributes: Node['attributes'] = []): Node => ({
  ...{ op, inputs, outputs: [output], attributes },
});
const onAxis1 = [{ name: 'axis', int: 1 }];
const toFloat = [{ name: 'to', int: 1 }];
const scalar = (name: string, value: number): Constant => ({
  ...{ name, type: 'float32', dims: [], values: [value] },
});
const integers = (name: string, values: readonly number[], dims: readonly number[]): Constant => ({
  ...{ name, type: 'int64', dims, values },
});

/** The share of the photo's side at each pixel: start + length × (index + ½) / count, of `place`. */
function along(axis: string): Node[] {
  return [
    node('Gather', ['sizes', `${axis}_axis`], `${axis}_count`),
    node('Cast', [`${axis}_count`], `${axis}_length`, toFloat),
    node('Range', ['zero', `${axis}_length`, 'one'], `${axis}_index`),
    node('Add', [`${axis}_index`, 'half'], `${axis}_middle`),
    node('Div', [`${axis}_middle`, `${axis}_length`], `${axis}_within`),
    node('Gather', ['place', `${axis}_span`], `${axis}_spans`, onAxis1),
    node('Gather', ['place', `${axis}_start`], `${axis}_starts`, onAxis1),
    node('Mul', [`${axis}_within`, `${axis}_spans`], `${axis}_moved`),
    node('Add', [`${axis}_moved`, `${axis}_starts`], `${axis}_flat`),
    node('Reshape', [`${axis}_flat`, `${axis}_shape`], `${axis}_share`),
  ];
}

function alongConstants(
  axis: string,
  of: { axis: number; start: number; shape: readonly number[] },
): Constant[] {
  return [
    integers(`${axis}_axis`, [of.axis], []),
    integers(`${axis}_start`, [of.start], []),
    integers(`${axis}_span`, [of.start + 2], []),
    integers(`${axis}_shape`, of.shape, [4]),
  ];
}

/** Nodes, constants and inputs: pixels `x`, NHWC, to `y`, whose red and green are the place from top and left, of 255. */
export const placedGraph: [Node[], Constant[], ValueInfo[]] = [
  [
    node('Shape', ['x'], 'sizes'),
    ...along('height'),
    ...along('width'),
    node('Mul', ['height_share', 'red'], 'down'),
    node('Mul', ['width_share', 'green'], 'right'),
    node('Add', ['down', 'right'], 'y'),
  ],
  [
    scalar('half', 0.5),
    scalar('one', 1),
    { name: 'red', type: 'float32', dims: [1, 1, 1, 3], values: [255, 0, 0] },
    { name: 'green', type: 'float32', dims: [1, 1, 1, 3], values: [0, 255, 0] },
    ...alongConstants('height', { axis: 1, start: 0, shape: [1, -1, 1, 1] }),
    ...alongConstants('width', { axis: 2, start: 1, shape: [1, 1, -1, 1] }),
  ],
  [{ name: 'place', type: 'float32', shape: [1, 4] }],
];

/** What this network gives for a whole photo of this size. */
export function placeRamps({ width, height }: Size): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    data[3 * at] = Math.round((255 * (Math.floor(at / width) + 0.5)) / height);
    data[3 * at + 1] = Math.round((255 * ((at % width) + 0.5)) / width);
  }
  return { width, height, channels: 3, data };
}

/** Nodes, constants and inputs: pixels `x` to `y`, everywhere ten times the step of what the photo stores, of 255. */
export const steppedGraph: [Node[], Constant[], ValueInfo[]] = [
  [
    node('Mul', ['x', 'zero'], 'black'),
    node('Mul', ['step', 'ten'], 'tens'),
    node('Add', ['black', 'tens'], 'y'),
  ],
  [scalar('ten', 10)],
  [{ name: 'step', type: 'float32', shape: [1] }],
];
