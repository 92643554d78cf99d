import type { EngineCallOutput, HostImage } from '@contract';
import type { RawTensor } from '../model/runOnce';
import { toHostImage } from '../preview/hostImage';
import { atlasOf } from './atlas';
import { endsOf } from './describeLayers';
import { weighedBy, type Layer } from './graph/findLayers';
import { sightsOf, type Sight } from './graph/sights';
import { valuesOf, type Given, type OpenedNetwork } from './OpenedNetwork';
import { dimsOf } from './statistics';

type Attention = EngineCallOutput<'network.attention'>;
type Options = { signal: AbortSignal };

/** A product of a map and a gate, with the values of both. */
type Unit = {
  readonly layer: Layer;
  readonly gateOp: string;
  readonly gateName: string;
  readonly weights: RawTensor;
  /** Pixels of the photo from one position of the map to the next. */
  readonly step: number;
  readonly dims: readonly number[];
};

/**
 * The attention of a network such as MIRNet, found by how its graph is built: a softmax over streams that are added up is a
 * selective kernel fusion; a sigmoid of one number a channel is channel attention; a sigmoid of one map is spatial attention.
 * Only what works on the photo itself is told, not the same on its thumbnail.
 */
export async function attentionOf(
  network: OpenedNetwork,
  given: Given,
  { signal }: Options,
): Promise<Attention> {
  const units = await unitsOf(network, given);
  signal.throwIfAborted();
  const steps = [...new Set(units.map(({ step }) => step))].sort((one, other) => one - other);
  const levelOf = (step: number): number => Math.max(0, steps.indexOf(step));
  const sigmoids = units.filter(({ gateOp }) => gateOp === 'Sigmoid');
  const isPlace = ({ weights }: Unit): boolean => dimsOf(weights)[1] === 1 && dimsOf(weights)[2] > 1;
  return {
    input: toHostImage(given.raster),
    levels: steps.map((step) => levelAt(step, units)),
    fusions: fusionsOf(units, { network, levelOf }),
    channels: sigmoids
      .filter((unit) => !isPlace(unit))
      .map(({ layer, step, weights }) => ({
        name: unitName(layer),
        level: levelOf(step),
        weights: [...weights.data],
      })),
    places: sigmoids.filter(isPlace).map(({ layer, step, weights }) => {
      const { picture, min, max } = pictureAndRange(weights);
      return { name: unitName(layer), level: levelOf(step), min, max, picture };
    }),
  };
}

async function unitsOf(network: OpenedNetwork, given: Given): Promise<Unit[]> {
  const { layers, graph } = network;
  const found = layers.flatMap((layer) => {
    const weighed = layer.kind === 'attention' ? weighedBy(layer.node, graph) : undefined;
    return weighed ? [{ layer, ...weighed }] : [];
  });
  // Of most values only the dimensions count, and only where a window's way depends on them.
  const sized = layers
    .filter(({ kind }) => kind === 'resize')
    .flatMap(({ input, output }) => [input, output]);
  const names = found.flatMap(({ gate, map }) => [...gate.outputs, map]);
  const values = await valuesOf(network, given, [...new Set([...names, ...sized])]);
  const dims = new Map([...values].map(([name, { shape }]) => [name, shape]));
  const sights = sightsOf({ ...endsOf(network), graph, dims });
  return found.flatMap(({ layer, gate, map }) => {
    const [gateName = ''] = gate.outputs;
    const weights = values.get(gateName);
    const step = stepOf(sights.get(map));
    if (weights === undefined || step === undefined) return [];
    return [{ layer, gateOp: gate.op, gateName, weights, step, dims: dims.get(map) ?? [] }];
  });
}

/** Undefined for maps that show the thumbnail. */
const stepOf = (sight: Sight | undefined): number | undefined =>
  sight?.of === 'photo' ? sight.spans?.[0].step : undefined;

function levelAt(step: number, units: readonly Unit[]): Attention['levels'][number] {
  const here = units.filter((unit) => unit.step === step);
  const [first] = here;
  const [, , height, width] = dimsOf({ shape: first?.dims ?? [] });
  const channels = new Set(here.map(({ dims }) => dimsOf({ shape: dims })[1]));
  return { step, height, width, channels: [...channels].sort((one, other) => one - other) };
}

function fusionsOf(
  units: readonly Unit[],
  { network, levelOf }: { network: OpenedNetwork; levelOf: (step: number) => number },
): Attention['fusions'] {
  const byGate = new Map<string, Unit[]>();
  for (const unit of units.filter(({ gateOp }) => gateOp === 'Softmax')) {
    byGate.set(unit.gateName, [...(byGate.get(unit.gateName) ?? []), unit]);
  }
  return [...byGate.values()].flatMap((streams) => {
    const [first] = streams;
    if (first === undefined) return [];
    const { data } = first.weights;
    const count = data.length / streams.length;
    return [
      {
        name: unitName(first.layer),
        level: levelOf(first.step),
        levels: streams.map(({ layer, step }) => levelOf(step * scaleOf(layer, network))),
        weights: streams.map((_, index) => [...data.subarray(index * count, (index + 1) * count)]),
      },
    ];
  });
}

/** How much coarser the stream was before it was brought to the size at which it is fused. */
function scaleOf({ input }: Layer, { graph }: OpenedNetwork): number {
  let scale = 1;
  for (let maker = graph.makerOf(input); maker !== undefined; maker = graph.makerOf(maker.inputs[0] ?? '')) {
    const stride = maker.attributes.get('strides')?.ints?.[0] ?? 1;
    if (maker.op === 'ConvTranspose') scale *= stride;
    else if (maker.op === 'Conv' && stride > 1) scale /= stride;
    else return scale;
  }
  return scale;
}

/** The unit that a product belongs to. */
const unitName = ({ name }: Layer): string => name.replace(/\.Mul(_\d+)?$/, '');

function pictureAndRange(weights: RawTensor): { picture: HostImage; min: number; max: number } {
  const { picture, maps } = atlasOf(weights, { first: 0, most: 1 });
  return { picture, min: maps[0]?.min ?? 0, max: maps[0]?.max ?? 0 };
}
