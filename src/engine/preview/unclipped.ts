import { readFile } from 'node:fs/promises';
import { KeptOpen } from '../model/KeptOpen';
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

/** A network that also gives its picture before the clip, by this name. Null: it does not clip, or cannot be opened so. */
export type Unclipped = AsyncDisposable & {
  readonly open: OpenModel | null;
  readonly names: readonly string[];
};

type Wanted = { readonly model: Model; readonly open: OpenModel; readonly output: string };

export type UnclippedNetworks = KeptOpen<Wanted, Unclipped>;

/**
 * Models with one more output: the picture before it is clipped. Shipped networks clip inside the file, so that what they give can
 * be stored. A network whose file cannot be read or opened so is used as it is.
 */
export function unclippedNetworks(): UnclippedNetworks {
  return new KeptOpen({
    open: (wanted) => openUnclipped(wanted).catch(() => asItIs),
    keyOf: ({ model, open, output }) => `${model.card.sha256} ${open.provider} ${output}`,
  });
}

async function openUnclipped(wanted: Wanted): Promise<Unclipped> {
  const { model, open, output } = wanted;
  const { network } = model;
  const file = typeof network === 'string' ? await readFile(network) : network;
  const name = clippedFrom(file, output);
  if (name === undefined) return asItIs;
  const session = await createSession(withOutputs(file, [name]), open.provider);
  return { open: { ...open, session }, names: [name], [Symbol.asyncDispose]: () => session.release() };
}

const asItIs: Unclipped = { open: null, names: [], [Symbol.asyncDispose]: () => Promise.resolve() };

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
