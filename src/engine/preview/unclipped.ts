import { readFile } from 'node:fs/promises';
import type { OpenModel } from '../model/openModel';
import { readOnnx } from '../model/onnx/readOnnx';
import { withOutputs } from '../model/onnx/withOutputs';
import type { Model } from '../model/registry';
import type { RawTensor } from '../model/runOnce';
import { createSession } from '../model/runtime';

/** What only moves values, between a network's clip and its output. */
const movers: ReadonlySet<string> = new Set(['Reshape', 'Transpose', 'Slice', 'Identity']);

/** The value that an output is clipped from. Undefined: the network does not clip it. */
function clippedFrom(file: Uint8Array, output: string): string | undefined {
  const { nodes } = readOnnx(file).graph;
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  let node = makers.get(output);
  while (node !== undefined && movers.has(node.op)) node = makers.get(node.inputs[0] ?? '');
  return node?.op === 'Clip' ? node.inputs[0] : undefined;
}

export type Unclipped = AsyncDisposable & { open: OpenModel; name: string };

/**
 * The model with one more output: its picture before it is clipped. Shipped networks clip inside the file, so that what they give
 * can be stored. Undefined: this one does not. Throws the runtime's errors.
 */
export async function openUnclipped(
  { network }: Model,
  open: OpenModel,
  output: string,
): Promise<Unclipped | undefined> {
  const file = typeof network === 'string' ? await readFile(network) : network;
  const name = clippedFrom(file, output);
  if (name === undefined) return undefined;
  const session = await createSession(withOutputs(file, [name]), open.provider);
  return { open: { ...open, session }, name, [Symbol.asyncDispose]: () => session.release() };
}

/** Planes in channel order as rows of pixels, cut to a size. Other shapes stay as they are. */
export function asRows(planes: RawTensor, like: readonly number[]): RawTensor {
  const [channels, rows, columns] = planes.shape.slice(1);
  const [height, width, wanted] = like.slice(1);
  if (!channels || !rows || !columns || !height || !width || channels !== wanted) return planes;
  if (rows < height || columns < width) return planes;
  const data = new Float32Array(height * width * channels);
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    const at = Math.floor(pixel / width) * columns + (pixel % width);
    for (let c = 0; c < channels; c += 1)
      data[pixel * channels + c] = planes.data[c * rows * columns + at] ?? 0;
  }
  return { shape: [1, height, width, channels], data };
}
