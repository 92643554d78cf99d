/**
 * @file Tiny models that stand in for real ones: what each does is known exactly.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard, TensorSpec } from '@contract';
import { onnxModel, type Attribute, type Constant, type Graph, type Node, type ValueInfo } from './onnx';
import { placedGraph, steppedGraph } from './factGraphs';

type CardPart = Partial<Omit<ModelCard, 'id' | 'sha256'>>;
type TestModel = { graph: Graph; card: CardPart };

type Kind = Omit<TensorSpec, 'name'>;

const bytes: Kind = { layout: 'NHWC', type: 'uint8', range: [0, 255] };
const floats: Kind = { layout: 'NHWC', type: 'float32', range: [0, 1] };
const planes: Kind = { layout: 'NCHW', type: 'float32', range: [0, 1] };
const bytePair = {
  input: { name: 'image', ...bytes, size: 'any', multipleOf: 1 },
  output: { name: 'result', ...bytes },
} satisfies CardPart;
const floatPair = {
  input16: { name: 'image16', ...floats, size: 'any', multipleOf: 1 },
  output16: { name: 'result16', ...floats },
} satisfies CardPart;

const nhwc = (name: string, type: 'uint8' | 'float32' = 'uint8'): ValueInfo => ({
  name,
  type,
  shape: [1, 'h', 'w', 3],
});
const nhwc16 = (name: string): ValueInfo => ({ name, type: 'float32', shape: [1, 'h16', 'w16', 3] });
const nchw = (name: string): ValueInfo => ({ name, type: 'float32', shape: [1, 3, 'h', 'w'] });
const scalar = (name: string, value: number): Constant => ({
  name,
  type: 'float32',
  dims: [],
  values: [value],
});
/** A node of one output: `op(inputs) → output`. */
const node = (op: string, inputs: string[], output: string | [string, ...Attribute[]]): Node => {
  const [name, ...attributes] = typeof output === 'string' ? [output] : output;
  return { op, inputs, outputs: [name], attributes };
};
const cast = (from: string, to: string, type: 1 | 2): Node =>
  node('Cast', [from], [to, { name: 'to', int: type }]);
const toNchw = { name: 'perm', ints: [0, 3, 1, 2] };
const toNhwc = { name: 'perm', ints: [0, 2, 3, 1] };

/** uint8 in and out around nodes on floats of 0–255: `x` in, `y` out. */
function onBytes(
  nodes: readonly Node[],
  constants: readonly Constant[],
  inputs: readonly ValueInfo[] = [],
): Graph {
  return {
    inputs: [nhwc('image'), ...inputs],
    outputs: [nhwc('result')],
    nodes: [
      cast('image', 'x', 1),
      ...nodes,
      node('Round', ['y'], 'rounded'),
      node('Clip', ['rounded', 'zero', 'full'], 'clipped'),
      cast('clipped', 'result', 2),
    ],
    constants: [scalar('zero', 0), scalar('full', 255), ...constants],
  };
}

const identity: TestModel = {
  card: { ...bytePair, ...floatPair },
  graph: {
    inputs: [nhwc('image'), nhwc16('image16')],
    outputs: [nhwc('result'), nhwc16('result16')],
    nodes: [node('Identity', ['image'], 'result'), node('Identity', ['image16'], 'result16')],
  },
};

const onlyBytes: TestModel = {
  card: bytePair,
  graph: {
    inputs: [nhwc('image')],
    outputs: [nhwc('result')],
    nodes: [node('Identity', ['image'], 'result')],
  },
};

const double = onBytes([node('Mul', ['x', 'two'], 'y')], [scalar('two', 2)]);

const blurKernel: Constant = {
  name: 'kernel',
  type: 'float32',
  dims: [3, 1, 3, 3],
  values: Array<number>(27).fill(1 / 9),
};
const blur = onBytes(
  [
    node('Transpose', ['x'], ['p', toNchw]),
    node('Conv', ['p', 'kernel'], ['q', { name: 'group', int: 3 }, { name: 'pads', ints: [1, 1, 1, 1] }]),
    node('Transpose', ['q'], ['y', toNhwc]),
  ],
  [blurKernel],
);

const block = { name: 'blocksize', int: 16 };

const testModels = {
  /** Gives back what it gets; a byte pair and a float pair. */
  identity,
  /** The identity; both pairs through one network, which adds its inputs up. */
  joined: {
    card: { ...bytePair, ...floatPair },
    graph: {
      inputs: [nhwc('image'), nhwc16('image16')],
      outputs: [nhwc('result'), nhwc16('result16')],
      nodes: [
        cast('image', 'x', 1),
        node('Div', ['x', 'full'], 'unit'),
        node('Add', ['unit', 'image16'], 'result16'),
        node('Mul', ['result16', 'full'], 'y'),
        node('Round', ['y'], 'rounded'),
        cast('rounded', 'result', 2),
      ],
      constants: [scalar('full', 255)],
    },
  },
  /** The identity with a byte pair alone. */
  bytes: onlyBytes,
  /** Twice the stored value, clipped. */
  double: { card: bytePair, graph: double },
  /** The identity on float planes of 0–1; no byte pair. */
  planes: {
    card: {
      input: { name: 'image', ...planes, size: 'any', multipleOf: 1 },
      output: { name: 'result', ...planes },
    },
    graph: {
      inputs: [nchw('image')],
      outputs: [nchw('result')],
      nodes: [node('Identity', ['image'], 'result')],
    },
  },
  /** Twice the stored value, and 64 × 64 px only. */
  fixed: {
    card: { ...bytePair, input: { ...bytePair.input, size: { width: 64, height: 64 } } },
    graph: {
      ...double,
      inputs: [{ name: 'image', type: 'uint8', shape: [1, 64, 64, 3] }],
      outputs: [{ name: 'result', type: 'uint8', shape: [1, 64, 64, 3] }],
    },
  },
  /** The identity; an error on sizes that are not multiples of 16. */
  multiple: {
    card: {
      input: { name: 'image', ...planes, size: 'any', multipleOf: 16 },
      output: { name: 'result', ...planes },
      tile: { size: 128, overlap: 16 },
    },
    graph: {
      inputs: [nchw('image')],
      outputs: [nchw('result')],
      nodes: [
        node('SpaceToDepth', ['image'], ['deep', block]),
        node('DepthToSpace', ['deep'], ['result', block]),
      ],
    },
  },
  /** Stored value × (1 + brightness). */
  control: {
    card: {
      ...bytePair,
      controls: [
        { name: 'brightness', min: -1, max: 1, neutral: 0, label: 'Brightness', hint: 'How bright.' },
      ],
    },
    graph: onBytes(
      [node('Add', ['brightness', 'one'], 'gain'), node('Mul', ['x', 'gain'], 'y')],
      [scalar('one', 1)],
      [{ name: 'brightness', type: 'float32', shape: [1] }],
    ),
  },
  /** Everywhere ten times the step of what the photo stores, of 255. */
  stepped: { card: { ...bytePair, step: { name: 'step' } }, graph: onBytes(...steppedGraph) },
  /** Everywhere the mean of the thumbnail, rounded. */
  thumbnail: {
    card: { ...bytePair, thumbnail: { name: 'thumbnail', size: 32 } },
    graph: onBytes(
      [
        cast('thumbnail', 't', 1),
        node('ReduceMean', ['t'], ['mean', { name: 'axes', ints: [0, 1, 2, 3] }]),
        node('Mul', ['x', 'zero'], 'black'),
        node('Add', ['black', 'mean'], 'y'),
      ],
      [],
      [{ name: 'thumbnail', type: 'uint8', shape: [1, 'th', 'tw', 3] }],
    ),
  },
  /** How far down and how far to the right each pixel is in the photo, as red and green of 255. */
  placed: { card: { ...bytePair, place: { name: 'place' } }, graph: onBytes(...placedGraph) },
  /** Twice the stored value on floats of 0–1, not clipped, and the mean of the colours as a map `gain`, 1 1 H W. */
  beyond: {
    card: {
      input: { name: 'image', ...planes, size: 'any', multipleOf: 1 },
      output: { name: 'result', ...planes },
    },
    graph: {
      inputs: [nchw('image')],
      outputs: [nchw('result'), { name: 'gain', type: 'float32', shape: [1, 1, 'h', 'w'] }],
      nodes: [
        node('Mul', ['image', 'two'], 'result'),
        node('ReduceMean', ['image'], ['gain', { name: 'axes', ints: [1] }]),
      ],
      constants: [scalar('two', 2)],
    },
  },
  /** A 3 × 3 box blur with zeros outside: a network that sees one pixel around. */
  blur: { card: bytePair, graph: blur },
  /** Half as wide and high as what it gets. */
  shrinking: {
    card: {
      input: { name: 'image', ...planes, size: 'any', multipleOf: 2 },
      output: { name: 'result', ...planes },
    },
    graph: {
      inputs: [nchw('image')],
      outputs: [{ name: 'result', type: 'float32', shape: [1, 3, 'oh', 'ow'] }],
      nodes: [
        node(
          'AveragePool',
          ['image'],
          ['result', { name: 'kernel_shape', ints: [2, 2] }, { name: 'strides', ints: [2, 2] }],
        ),
      ],
    },
  },
  /** Zero by zero. */
  notNumbers: {
    card: {
      input: { name: 'image', ...planes, size: 'any', multipleOf: 1 },
      output: { name: 'result', ...planes },
    },
    graph: {
      inputs: [nchw('image')],
      outputs: [nchw('result')],
      nodes: [node('Sub', ['image', 'image'], 'nothing'), node('Div', ['nothing', 'nothing'], 'result')],
    },
  },
} satisfies Record<string, TestModel>;

export type TestModelName = keyof typeof testModels;

export function modelBytes(name: TestModelName): Uint8Array {
  return onnxModel(testModels[name].graph);
}

/** The card of a test model whose file has these bytes. */
export function testCard(name: TestModelName, file: Uint8Array = modelBytes(name)): ModelCard {
  const part: CardPart = testModels[name].card;
  return {
    schema: 1,
    id: name.toLowerCase(),
    name: `Test model ${name}`,
    version: '1.0.0',
    summary: 'For tests.',
    file: 'model.onnx',
    sha256: createHash('sha256').update(file).digest('hex'),
    licence: 'MIT',
    usableCommercially: true,
    trainedOn: [],
    controls: [],
    tile: { size: 96, overlap: 4 },
    bytesPerPixel: 24,
    measured: [],
    cannot: [],
    ...bytePair,
    ...part,
  };
}

/** Writes a test model's folder into a models folder; returns the id. */
export async function writeModel(
  modelsFolder: string,
  name: TestModelName,
  change: Partial<ModelCard> = {},
): Promise<string> {
  const file = modelBytes(name);
  const card = { ...testCard(name, file), ...change };
  const folder = join(modelsFolder, card.id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), file);
  await writeFile(join(folder, 'card.json'), JSON.stringify(card, undefined, 2));
  return card.id;
}
