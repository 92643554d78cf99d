import { readFile } from 'node:fs/promises';
import { CandelaError } from '@contract';
import type { Raster } from '@core';
import { KeptOpen } from '../model/KeptOpen';
import { readOnnx } from '../model/onnx/readOnnx';
import { withOutputs } from '../model/onnx/withOutputs';
import type { Model } from '../model/registry';
import { runOnce, type RawTensor } from '../model/runOnce';
import { createSession, reasonOf } from '../model/runtime';
import { endsFor, type Ends } from '../model/tensor';
import type { OpenSession } from '../model/TileRunner';
import { findLayers, type Layer } from './graph/findLayers';
import { NetworkGraph } from './graph/NetworkGraph';

/** A network with values inside of it as further outputs, on the CPU. Whoever opened it disposes it. */
export type OpenedNetwork = {
  readonly open: OpenSession;
  readonly graph: NetworkGraph;
  readonly layers: readonly Layer[];
  /** The pair of floats, if there is one: there is no rounding in between. */
  readonly ends: Ends;
  readonly bytes: Uint8Array;
} & AsyncDisposable;

/**
 * Opens a model's file with the inputs, sums and outputs of all its layers as further outputs, and with `extra` ones that are found
 * in the graph.
 * @throws CandelaError `network.closed`
 */
async function openNetwork(model: Model): Promise<OpenedNetwork> {
  const { card, network } = model;
  const bytes = typeof network === 'string' ? await readFile(network) : network;
  const graph = graphOf(bytes, card.name);
  const layers = findLayers(graph);
  if (layers.length === 0) throw closed(card.name, 'no layer in it is known to Candela');
  const taps = tapsOf(layers, graph);
  const session = await createSession(withOutputs(bytes, taps), 'cpu').catch((cause: unknown) => {
    throw closed(card.name, reasonOf(cause), cause);
  });
  const open = { session, card, provider: 'cpu' as const };
  const ends = endsFor(card, card.input16 === undefined ? 8 : 16);
  return {
    open,
    graph,
    layers,
    ends,
    bytes,
    [Symbol.asyncDispose]: async () => {
      await session.release();
    },
  };
}

/** Networks that are opened up. One is kept for a minute after its last use, because their values take much memory. */
export function openNetworks(idle?: number): KeptOpen<Model, OpenedNetwork> {
  return new KeptOpen({ open: openNetwork, keyOf: ({ card }) => card.sha256, idle });
}

function graphOf(bytes: Uint8Array, model: string): NetworkGraph {
  try {
    return new NetworkGraph(readOnnx(bytes).graph);
  } catch (cause) {
    throw closed(model, 'its file could not be read', cause);
  }
}

function closed(model: string, reason: string, cause?: unknown): CandelaError {
  return new CandelaError('network.closed', { model, reason }, { cause });
}

/** Values of all layers, and the gates of attention. Outputs and inputs of the graph are known anyway. */
function tapsOf(layers: readonly Layer[], graph: NetworkGraph): string[] {
  const gates = graph.nodes
    .filter(({ op }) => op === 'Sigmoid' || op === 'Softmax')
    .flatMap(({ outputs }) => outputs);
  const values = layers.flatMap(({ input, sum, output }) => [input, sum, output]);
  return [...new Set([...values, ...gates])].filter(
    (name) => graph.makerOf(name) !== undefined && !graph.outputs.has(name),
  );
}

/** What the network is given: the photo, its thumbnail, its least step of brightness, and the controls. */
export type Given = {
  readonly raster: Raster;
  readonly thumbnail?: Raster;
  readonly step: number;
  readonly controls: Readonly<Record<string, number>>;
};

/** One run. The answer has the picture that came out, and the named values that are tensors of floats or bytes. */
export async function valuesOf(
  { open, ends }: OpenedNetwork,
  given: Given,
  names: readonly string[],
): Promise<ReadonlyMap<string, RawTensor>> {
  const { input, outputs } = await runOnce(open, { ...given, ends, outputs: names });
  return new Map([...outputs, [ends.input.name, input]]);
}
