import { notice, type EngineCallOutput, type NetworkLayer } from '@contract';
import type { Turn } from '../enhance/NetworkGate';
import type { OnnxTensor } from '../model/onnx/readTensor';
import type { RawTensor } from '../model/runOnce';
import { toHostImage } from '../preview/hostImage';
import { pictureOf } from '../preview/pictures';
import type { Layer } from './graph/findLayers';
import { geometryOf } from './graph/geometry';
import { shownSight, sightsOf, type Sight } from './graph/sights';
import { valuesOf, type Given, type OpenedNetwork } from './OpenedNetwork';
import { dimsOf, statisticsOf, type Statistics } from './statistics';
import { timesOf, type LayerTimes } from './timings';

type Options = { signal: AbortSignal; turn: Turn };
type Described = EngineCallOutput<'network.layers'>;

/** A layer's values are taken out and forgotten again, so that all of them are never held at once. Bytes. */
const mostBytes = 96 * 2 ** 20;

type Measured = { readonly dims: readonly number[]; readonly statistics: Statistics };

/** All layers of a network, with this photo in it. */
export async function describeLayers(
  network: OpenedNetwork,
  given: Given,
  { signal, turn }: Options,
): Promise<Described> {
  const { layers, ends, graph } = network;
  const { measured, dims, result } = await measureAll(network, given, { signal, turn });
  const sights = sightsOf({ ...endsOf(network), graph, dims });
  await turn.pass();
  const times = await timesOf(network, given, { signal });
  const shown = layers.map((layer) => described(layer, { measured, dims, sights, times }));
  const known = [...times.byLayer.values()].reduce((sum, ms) => sum + ms, 0);
  const [min, max] = ends.output.range;
  const picture = pictureOf(result, { min, max });
  if (picture === undefined) throw new Error('the network gave no picture');
  return {
    input: toHostImage(given.raster),
    result: picture,
    layers: shown,
    totalMs: times.total,
    restMs: Math.max(0, times.total - known),
    notices: noticesOf(network),
  };
}

/** Names of the inputs in use and not in use, by what they show. */
export function endsOf({ open: { card } }: Pick<OpenedNetwork, 'open'>): {
  photo: ReadonlySet<string>;
  thumbnail: ReadonlySet<string>;
} {
  const { input, input16, thumbnail } = card;
  return {
    photo: new Set([input.name, ...(input16 ? [input16.name] : [])]),
    thumbnail: new Set([thumbnail?.name, thumbnail?.name16].filter((name) => name !== undefined)),
  };
}

async function measureAll(
  network: OpenedNetwork,
  given: Given,
  { signal, turn }: Options,
): Promise<{
  measured: ReadonlyMap<number, Measured>;
  dims: Map<string, readonly number[]>;
  result: RawTensor;
}> {
  const { layers, ends } = network;
  const measured = new Map<number, Measured>();
  const dims = new Map<string, readonly number[]>();
  let result: RawTensor | undefined;
  for (let at = 0, count = 4; at < layers.length;) {
    signal.throwIfAborted();
    const group = layers.slice(at, at + count);
    const names = group.flatMap(({ input, output }) => [output, ...(needsInput(input, dims) ? [input] : [])]);
    const values = await valuesOf(network, given, names);
    for (const [name, { shape }] of values) dims.set(name, shape);
    for (const { index, output } of group) {
      const tensor = values.get(output);
      if (tensor) measured.set(index, { dims: tensor.shape, statistics: statisticsOf(tensor) });
    }
    result ??= values.get(ends.output.name);
    const bytes = [...values.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
    at += group.length;
    count = Math.max(1, Math.floor((mostBytes * group.length) / Math.max(1, bytes)));
    await turn.pass();
  }
  if (result === undefined) throw new Error('the network gave no picture');
  return { measured, dims, result };
}

/** Inputs are needed for their size alone. Most are another layer's output. */
const needsInput = (input: string, dims: ReadonlyMap<string, unknown>): boolean => !dims.has(input);

type Facts = {
  readonly measured: ReadonlyMap<number, Measured>;
  readonly dims: ReadonlyMap<string, readonly number[]>;
  readonly sights: ReadonlyMap<string, Sight>;
  readonly times: LayerTimes;
};

function described(layer: Layer, { measured, dims, sights, times }: Facts): NetworkLayer {
  const { index, name, kind, activation, output, input, from } = layer;
  const found = measured.get(index);
  const size = dimsOf({ shape: found?.dims ?? absent });
  const [pictures, channels, height, width] = size;
  const inputSize = dimsOf({ shape: dims.get(input) ?? absent });
  const { min, max, silent } = found?.statistics ?? { min: 0, max: 0, silent: [] };
  return {
    index,
    name,
    kind,
    activation: activation.kind,
    geometry: windowOf(layer, inputSize),
    inputs: inputSize[1],
    shape: [channels, height, width],
    pictures,
    sight: shownSight(sights.get(output)),
    weights: numbersIn(layer.weight) + numbersIn(layer.bias),
    macs: numbersIn(layer.weight) * usesOf(layer, { size, inputSize }),
    ms: times.byLayer.get(index) ?? null,
    min,
    max,
    silent: [...silent],
    from: [...from],
    canProbe: isConvolution(layer) && canProbe(layer),
  };
}

/** Of values that the runtime does not hand out, such as quantised ones. */
const absent = [1, 0, 0, 0] as const;

type Size4 = readonly [number, number, number, number];

const numbersIn = (tensor: OnnxTensor | null): number =>
  tensor === null ? 0 : tensor.dims.reduce((product, side) => product * side, 1);

/** How often each weight is used: at every position that is written, or, where a convolution is transposed, at every one read. */
function usesOf({ kind }: Layer, { size, inputSize }: { size: Size4; inputSize: Size4 }): number {
  const [pictures, , height, width] = kind === 'transposedConv' ? inputSize : size;
  return kind === 'dense' ? pictures : pictures * height * width;
}

function windowOf(layer: Layer, [, , height, width]: Size4): NetworkLayer['geometry'] {
  if (!isConvolution(layer) && layer.kind !== 'pool') return null;
  const [, , rows = 1, columns = 1] = layer.weight?.dims ?? [];
  return geometryOf(layer.node, [rows, columns], [height, width]);
}

/** Weights must be plain numbers, over two axes. */
export function canProbe({ weight }: Layer): boolean {
  return weight?.dims.length === 4 && weight.values() !== null;
}

/** What of this network is not shown. */
function noticesOf({ layers, graph }: OpenedNetwork): string[] {
  const whole = layers.filter(
    (layer) => layer.kind === 'quantised' || (isConvolution(layer) && !canProbe(layer)),
  );
  const strange = graph.nodes.filter(({ domain }) => domain !== '').map(({ op }) => op);
  const nested = graph.nodes
    .filter(({ attributes }) => [...attributes.values()].some(({ hasGraph }) => hasGraph))
    .map(({ op }) => op);
  const list = (names: readonly string[]): string => [...new Set(names)].join(', ');
  return [
    ...(whole.length > 0 ? [notice('network.keptWhole', { count: String(whole.length) })] : []),
    ...(strange.length > 0 ? [notice('network.unknownOperators', { operators: list(strange) })] : []),
    ...(nested.length > 0 ? [notice('network.nested', { operators: list(nested) })] : []),
  ].map(({ sentence }) => sentence);
}

const isConvolution = ({ kind }: Layer): boolean => kind === 'conv' || kind === 'transposedConv';
