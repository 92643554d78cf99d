/** @file Small graphs that stand in for LPIPS, whose distance is known by hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onnxModel, type Graph, type ValueInfo } from './onnx';

const picture = (name: string, shape: ValueInfo['shape'] = ['n', 3, 'h', 'w']): ValueInfo => ({
  ...{ name, type: 'float32', shape },
});

function graphOf(nodes: Graph['nodes'], inputs: readonly ValueInfo[] = [picture('a'), picture('b')]): Graph {
  return { inputs, outputs: [picture('distance', ['n', 'c', 'y', 'x'])], nodes };
}

const node = (op: string, inputs: string[], output: string): Graph['nodes'][number] => ({
  ...{ op, inputs, outputs: [output] },
});
const difference = node('Sub', ['a', 'b'], 'd');

export const lpipsGraphs = {
  /** By how much the picture is brighter than the truth, of −1 to 1. Exchanged, the pictures have another distance. */
  excess: graphOf([difference, node('Relu', ['d'], 'distance')]),
  /** The square of the difference. */
  square: graphOf([difference, node('Mul', ['d', 'd'], 'distance')]),
  /** Takes pictures of one size only. */
  fixed: graphOf(
    [difference, node('Abs', ['d'], 'distance')],
    [picture('a', [1, 3, 64, 64]), picture('b', [1, 3, 64, 64])],
  ),
  /** Takes one picture. */
  single: graphOf([node('Abs', ['a'], 'distance')], [picture('a')]),
  /** Channels lie last. */
  last: graphOf(
    [difference, node('Abs', ['d'], 'distance')],
    [picture('a', [1, 'h', 'w', 3]), picture('b', [1, 'h', 'w', 3])],
  ),
  /** Takes grey. */
  grey: graphOf(
    [difference, node('Abs', ['d'], 'distance')],
    [picture('a', ['n', 1, 'h', 'w']), picture('b', ['n', 1, 'h', 'w'])],
  ),
  /** Says nothing of sides, and takes those of 64 × 64 only. */
  hidden: {
    ...graphOf([difference, node('Abs', ['d'], 'e'), node('Mul', ['e', 'weights'], 'distance')]),
    constants: [
      { name: 'weights', type: 'float32', dims: [1, 1, 64, 64], values: Array<number>(4096).fill(1) },
    ],
  },
  /** Equal pictures are far from each other. */
  similarity: graphOf([difference, node('Cos', ['d'], 'distance')]),
  /** Less than nothing, but for equal pictures. */
  negative: graphOf([difference, node('Abs', ['d'], 'e'), node('Neg', ['e'], 'distance')]),
  /** Takes bytes. */
  bytes: {
    inputs: ['a', 'b'].map((name): ValueInfo => ({ name, type: 'uint8', shape: [1, 3, 'h', 'w'] })),
    outputs: [picture('distance', [1, 3, 'h', 'w'])],
    nodes: [
      { ...node('Cast', ['a'], 'distance'), attributes: [{ name: 'to', int: 1 }] },
      node('Identity', ['b'], 'c'),
    ],
  },
} satisfies Record<string, Graph>;

/** Puts the graph, or any bytes, where a person's own LPIPS lies. */
export async function writeLpips(
  models: string,
  what: keyof typeof lpipsGraphs | Uint8Array,
): Promise<string> {
  const folder = join(models, 'lpips');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'lpips.onnx');
  await writeFile(file, typeof what === 'string' ? onnxModel(lpipsGraphs[what]) : what);
  return file;
}
