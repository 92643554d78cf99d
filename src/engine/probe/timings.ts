import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runOnce } from '../model/runOnce';
import { createSession } from '../model/runtime';
import type { Layer } from './graph/findLayers';
import type { NetworkGraph } from './graph/NetworkGraph';
import type { Given, OpenedNetwork } from './OpenedNetwork';

type Options = { signal: AbortSignal };

/** Milliseconds of one run. Layers that the profile does not tell apart are missing. */
export type LayerTimes = { readonly total: number; readonly byLayer: ReadonlyMap<number, number> };

const Event = z.object({
  cat: z.string(),
  name: z.string(),
  ts: z.number(),
  dur: z.number(),
  args: z.object({ op_name: z.string().optional() }).optional(),
});
type Event = z.infer<typeof Event>;

/** The first run also lays out memory. */
const runs = 4;

/**
 * Times of the layers, by ONNX Runtime's own profile of the network as it is: without further outputs, which would keep the runtime
 * from joining a convolution with its activation. The quickest of three runs counts. The profile is a file of the system's
 * temporary folder, and removed at once.
 */
export async function timesOf(
  network: OpenedNetwork,
  given: Given,
  { signal }: Options,
): Promise<LayerTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'candela-profile-'));
  try {
    const session = await createSession(network.bytes, 'cpu', { profile: join(folder, 'run') });
    try {
      const open = { ...network.open, session };
      for (let run = 0; run < runs; run += 1) {
        signal.throwIfAborted();
        await runOnce(open, { ...given, ends: network.ends, outputs: [] });
      }
      session.endProfiling();
    } finally {
      await session.release();
    }
    return await readTimes(folder, network);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTimes(folder: string, { graph, layers }: OpenedNetwork): Promise<LayerTimes> {
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error('the runtime wrote no profile');
  const text = await readFile(join(folder, file), 'utf8');
  const events = z.array(z.unknown()).parse(JSON.parse(text));
  const known = events.flatMap((event) => Event.safeParse(event).data ?? []);
  const [quickest] = known
    .filter(({ name }) => name === 'model_run')
    .slice(1)
    .sort((one, other) => one.dur - other.dur);
  if (quickest === undefined) throw new Error('the runtime profiled no run');
  const { ts, dur } = quickest;
  const kernels = known.filter(
    (event) =>
      event.cat === 'Node' && event.name.endsWith(kernelEnd) && event.ts >= ts && event.ts <= ts + dur,
  );
  return { total: dur / 1000, byLayer: shareOut(kernels, { graph, layers }) };
}

const kernelEnd = '_kernel_time';

/** Kernels have the name of their node, or of the value that several joined nodes give. */
function shareOut(
  kernels: readonly Event[],
  { graph, layers }: Pick<OpenedNetwork, 'graph' | 'layers'>,
): ReadonlyMap<number, number> {
  const owners = ownersOf(graph, layers);
  const byLayer = new Map<number, number>();
  for (const { name, dur, args } of kernels) {
    const own = name.slice(0, -kernelEnd.length).replace(/_nchwc$/, '');
    const found = owners.get(own) ?? [];
    // A layer that was joined with what follows it: the kernel does the layer's work under the later name.
    const layer = found.find((index) => layers[index]?.node.op === args?.op_name) ?? found[0];
    if (layer !== undefined) byLayer.set(layer, (byLayer.get(layer) ?? 0) + dur / 1000);
  }
  return byLayer;
}

/** By name of a node or value: the layers that may be computed under it, the likeliest first. */
function ownersOf(graph: NetworkGraph, layers: readonly Layer[]): ReadonlyMap<string, readonly number[]> {
  const owners = new Map<string, readonly number[]>();
  for (const { index, node, sum, output } of layers) {
    for (const name of [node.name, sum, output]) owners.set(name, [index]);
    const activation = sum === output ? undefined : graph.makerOf(output);
    if (activation !== undefined) owners.set(activation.name, [index]);
  }
  for (const node of graph.nodes) {
    const [value = ''] = node.outputs;
    if (owners.has(value) || !joined.has(node.op)) continue;
    const behind = node.inputs.flatMap((name) => owners.get(name) ?? []).reverse();
    if (behind.length > 0) owners.set(value, behind).set(node.name, behind);
  }
  return owners;
}

/** Operators that the runtime computes together with a convolution before them. */
const joined = new Set(['Add', 'Clip', 'Relu', 'LeakyRelu', 'Sigmoid', 'Tanh', 'HardSigmoid']);
