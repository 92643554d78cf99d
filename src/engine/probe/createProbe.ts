import { CandelaError, type EngineCallInput, type EngineCallOutput } from '@contract';
import type { KeptOpen } from '../model/KeptOpen';
import { findModel, type Model } from '../model/registry';
import type { RawTensor } from '../model/runOnce';
import { ByteCache } from '../preview/ByteCache';
import type { PreviewContext } from '../preview/network';
import { atlasOf } from './atlas';
import { attentionOf } from './attention';
import { describeLayers, endsOf } from './describeLayers';
import type { Layer } from './graph/findLayers';
import { sightsOf, windowOf } from './graph/sights';
import { kernelsOf } from './kernels';
import { openNetworks, valuesOf, type Given, type OpenedNetwork } from './OpenedNetwork';
import { dimsOf, rangeOf } from './statistics';
import { prepare, type Subject } from './subject';
import { takeApart, type TakenApart } from './takeApart';

type Options = { signal: AbortSignal };
type Ask<N extends keyof ProbeRows> = (input: ProbeRows[N], options: Options) => Promise<EngineCallOutput<N>>;
type LayerOf<Input> = Input & { readonly layer: number };
type ProbeRows = {
  'network.layers': Subject;
  'network.maps': LayerOf<Subject> & { readonly first: number; readonly most: number };
  'network.pixel': LayerOf<Subject> & {
    readonly filter: number;
    readonly row: number;
    readonly column: number;
  };
  'network.kernels': EngineCallInput<'network.kernels'>;
  'network.attention': Subject;
};

/**
 * What lies inside of networks: real values for a photo, by ONNX Runtime on the CPU, so that they are the same on every machine.
 * Every call throws CandelaError of photo and model, `network.closed`, `network.noLayer`, `network.keptWhole`, or the signal's
 * reason when it is aborted, between two runs at the latest.
 */
export type Probe = {
  layers: Ask<'network.layers'>;
  maps: Ask<'network.maps'>;
  pixel: Ask<'network.pixel'>;
  kernels: Ask<'network.kernels'>;
  attention: Ask<'network.attention'>;
  /** Drops what is kept for a photo. */
  forget(path: string): void;
  /** Frees the networks and everything that is kept. */
  release(): Promise<void>;
  /** Networks that are open. */
  readonly openCount: number;
};

/** What a layer reads, its sum and its result. */
type LayerValues = { readonly input: RawTensor; readonly sum: RawTensor; readonly output: RawTensor };

const bytesOf = ({ input, sum, output }: LayerValues): number =>
  input.data.byteLength + sum.data.byteLength + (output === sum ? 0 : output.data.byteLength);

/** Values of the layers that were looked at last, bytes. */
const keptValues = 192 * 2 ** 20;
const keptDescriptions = 8 * 2 ** 20;

export function createProbe(context: PreviewContext, idle?: number): Probe {
  const networks = openNetworks(idle);
  const values = new ByteCache<LayerValues>(keptValues, bytesOf);
  const described = new ByteCache<EngineCallOutput<'network.layers'>>(
    keptDescriptions,
    ({ input, result }) => input.data.byteLength + result.data.byteLength + 2 ** 16,
  );
  const tools = { context, networks, values, described };
  return {
    layers: (subject, options) => layersOf(subject, tools, options),
    maps: (input, options) => mapsOf(input, tools, options),
    pixel: (input, options) => pixelOf(input, tools, options),
    kernels: (input, options) => kernelsAt(input, tools, options),
    attention: (subject, options) => attentionAt(subject, tools, options),
    forget: (path) => {
      values.forget(`${path}\n`);
      described.forget(`${path}\n`);
    },
    release: async () => {
      values.forget('');
      described.forget('');
      await networks.release();
    },
    get openCount() {
      return networks.size;
    },
  };
}

type Tools = {
  readonly context: PreviewContext;
  readonly networks: KeptOpen<Model, OpenedNetwork>;
  readonly values: ByteCache<LayerValues>;
  readonly described: ByteCache<EngineCallOutput<'network.layers'>>;
};

async function kernelsAt(
  { model: id, layer }: ProbeRows['network.kernels'],
  { context, networks }: Tools,
  { signal }: Options,
): Promise<EngineCallOutput<'network.kernels'>> {
  const model = await findModel(context.engine.modelFolders, id, { signal });
  const read = (network: OpenedNetwork) => Promise.resolve(kernelsOf(layerAt(network, layer), network));
  return networks.within(model, read, { signal });
}

async function attentionAt(
  subject: Subject,
  { context, networks }: Tools,
  { signal }: Options,
): Promise<EngineCallOutput<'network.attention'>> {
  const { model, given } = await prepare(subject, context, { signal });
  const work = (network: OpenedNetwork) =>
    context.engine.network.within('screen', () => attentionOf(network, given, { signal }), { signal });
  return networks.within(model, work, { signal });
}

async function layersOf(
  subject: Subject,
  { context, networks, described }: Tools,
  { signal }: Options,
): Promise<EngineCallOutput<'network.layers'>> {
  const { model, given, key } = await prepare(subject, context, { signal });
  const make = (making: Options) =>
    networks.within(
      model,
      (network) =>
        context.engine.network.within(
          'screen',
          (turn) => describeLayers(network, given, { ...making, turn }),
          making,
        ),
      making,
    );
  const found = await described.get(key, make, { signal });
  // Pixels that are handed on may be taken away from here.
  const copy = (picture: typeof found.input) => ({ ...picture, data: picture.data.slice() });
  return { ...found, input: copy(found.input), result: copy(found.result) };
}

async function mapsOf(
  { first, most, ...input }: ProbeRows['network.maps'],
  tools: Tools,
  options: Options,
): Promise<EngineCallOutput<'network.maps'>> {
  return withValues(input, tools, { ...options, use: ({ output }) => atlasOf(output, { first, most }) });
}

async function pixelOf(
  { filter, row, column, ...input }: ProbeRows['network.pixel'],
  tools: Tools,
  options: Options,
): Promise<EngineCallOutput<'network.pixel'>> {
  const use = (values: LayerValues, layer: Layer, network: OpenedNetwork) => {
    const [, channels, height, width] = dimsOf(values.sum);
    const spot = {
      filter: Math.min(filter, channels - 1),
      row: Math.min(row, height - 1),
      column: Math.min(column, width - 1),
    };
    const apart = takeApart(layer, values.input, spot);
    if (apart === undefined) throw keptWhole(layer, network);
    const at = (spot.filter * height + spot.row) * width + spot.column;
    return shownPixel(apart, { values, at, window: seenBy(layer, network, { values, spot }) });
  };
  return withValues(input, tools, { ...options, use });
}

type Seen = {
  readonly values: LayerValues;
  readonly spot: { readonly row: number; readonly column: number };
};

/** The window on the input. Only the sizes of this layer are known here, which `auto_pad` needs; earlier layers state theirs. */
function seenBy(layer: Layer, network: OpenedNetwork, { values, spot }: Seen) {
  const dims = new Map([[layer.input, values.input.shape]]);
  const sight = sightsOf({ ...endsOf(network), graph: network.graph, dims }).get(layer.output);
  return sight === undefined ? null : windowOf(sight, spot);
}

function shownPixel(
  { rows, columns, first, patch, kernel, outside, bias, activation }: TakenApart,
  { values, at, window }: { values: LayerValues; at: number; window: ReturnType<typeof windowOf> },
): EngineCallOutput<'network.pixel'> {
  const { sum, output } = values;
  const { min, max } = rangeOf(sum.data, 0, sum.data.length);
  const runtime = {
    sum: sum.data[at] ?? 0,
    output: output.data[at] ?? 0,
    scale: Math.max(Math.abs(min), Math.abs(max)),
  };
  return {
    rows,
    columns,
    first,
    patch: patch.map((values) => [...values]),
    kernel: kernel.map((values) => [...values]),
    outside: [...outside],
    bias,
    activation,
    runtime,
    window,
  };
}

type Use<T> = Options & { use: (values: LayerValues, layer: Layer, network: OpenedNetwork) => T };

/** Gets a layer's values, kept or by a run, and uses them. */
async function withValues<T>(
  { layer: index, ...subject }: LayerOf<Subject>,
  { context, networks, values }: Tools,
  { signal, use }: Use<T>,
): Promise<T> {
  const { model, given, key } = await prepare(subject, context, { signal });
  const work = async (network: OpenedNetwork): Promise<T> => {
    const layer = layerAt(network, index);
    // It holds the network itself: whoever asked first may be gone before the run ends.
    const run = (making: Options) =>
      networks.within(
        model,
        () => context.engine.network.within('screen', () => layerValues(layer, network, given), making),
        making,
      );
    return use(await values.get(`${key} ${index}`, run, { signal }), layer, network);
  };
  return networks.within(model, work, { signal });
}

async function layerValues(layer: Layer, network: OpenedNetwork, given: Given): Promise<LayerValues> {
  const names = [...new Set([layer.input, layer.sum, layer.output])];
  const found = await valuesOf(network, given, names);
  const [input, sum, output] = [layer.input, layer.sum, layer.output].map((name) => found.get(name));
  if (input === undefined || sum === undefined || output === undefined) throw keptWhole(layer, network);
  return { input, sum, output };
}

function layerAt({ layers, open }: OpenedNetwork, index: number): Layer {
  const layer = layers[index];
  if (layer !== undefined) return layer;
  throw new CandelaError('network.noLayer', { model: open.card.name, layer: String(index + 1) });
}

function keptWhole({ name }: Layer, { open }: OpenedNetwork): CandelaError {
  return new CandelaError('network.keptWhole', { model: open.card.name, layer: name });
}
