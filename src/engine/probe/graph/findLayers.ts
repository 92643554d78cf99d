import type { LayerKind } from '@contract';
import type { LayerActivation } from '@core';
import type { OnnxNode } from '../../model/onnx/readOnnx';
import type { OnnxTensor } from '../../model/onnx/readTensor';
import { activationOf } from './activations';
import { isGlobalPool, type NetworkGraph } from './NetworkGraph';

/** A layer as the file describes it, before it was run. */
export type Layer = {
  readonly index: number;
  readonly name: string;
  readonly kind: LayerKind;
  readonly node: OnnxNode;
  readonly activation: LayerActivation;
  /** Names of its values: what it reads, its sum, and what it hands on. */
  readonly input: string;
  readonly sum: string;
  readonly output: string;
  /** Null: it has none, or they are not stored as plain numbers. */
  readonly weight: OnnxTensor | null;
  readonly bias: OnnxTensor | null;
  readonly from: readonly number[];
};

/**
 * What a value is: a map that a convolution made, or a vector for the whole picture that was made of maps. Other values, such as a
 * tone curve's, belong to no layer.
 */
type Nature = 'map' | 'vector';

/** The layers of a network in the file's order. */
export function findLayers(graph: NetworkGraph): Layer[] {
  const natures = new Map<string, Nature>();
  const layers: Layer[] = [];
  /** The layers whose output reaches a value without passing another layer. */
  const reach = new Map<string, ReadonlySet<number>>();
  const owner = new Map<string, number>();
  for (const node of graph.nodes) {
    const sources = graph.dataInputsOf(node);
    const kind = kindOf(node, { graph, natures });
    const from = new Set(sources.flatMap((name) => [...(reach.get(name) ?? [])]));
    const [sum = ''] = node.outputs;
    if (kind !== undefined) {
      const layer = layerOf(node, {
        kind,
        graph,
        index: layers.length,
        from: [...from].sort((a, b) => a - b),
      });
      layers.push(layer);
      owner.set(layer.sum, layer.index).set(layer.output, layer.index);
    }
    const own = owner.get(sum);
    for (const name of node.outputs) reach.set(name, own === undefined ? from : new Set([own]));
    const nature = natureOf(node, { kind, sources, natures });
    if (nature !== undefined) for (const name of node.outputs) natures.set(name, nature);
  }
  return layers;
}

type Known = { readonly graph: NetworkGraph; readonly natures: ReadonlyMap<string, Nature> };

/** What an operator is, whatever it reads. */
const always: Readonly<Record<string, LayerKind>> = {
  Conv: 'conv',
  ConvTranspose: 'transposedConv',
  QLinearConv: 'quantised',
  ConvInteger: 'quantised',
  QLinearMatMul: 'quantised',
  MatMulInteger: 'quantised',
};

/** What an operator is when it reads a map. */
const onMaps: Readonly<Record<string, LayerKind>> = {
  MaxPool: 'pool',
  AveragePool: 'pool',
  LpPool: 'pool',
  Resize: 'resize',
  Upsample: 'resize',
  DepthToSpace: 'resize',
};

function kindOf(node: OnnxNode, known: Known): LayerKind | undefined {
  const { op, domain, inputs } = node;
  if (domain !== '') return undefined;
  if (op === 'Gemm' || op === 'MatMul') return known.graph.constantOf(inputs[1]) && 'dense';
  const plain = always[op];
  if (plain !== undefined) return plain;
  if (op === 'Mul') return isAttention(node, known) ? 'attention' : undefined;
  return known.natures.get(inputs[0] ?? '') === 'map' ? kindOnMaps(node, known) : undefined;
}

function kindOnMaps(node: OnnxNode, { graph, natures }: Known): LayerKind | undefined {
  const { op, inputs, attributes } = node;
  if (isGlobalPool(node, graph)) return 'globalPool';
  const areMaps = inputs.length > 1 && inputs.every((name) => natures.get(name) === 'map');
  if (op === 'Add' && areMaps) return 'add';
  if (op === 'Concat' && areMaps && attributes.get('axis')?.int === 1 && !isSummary(node, graph))
    return 'concat';
  return isIdlePool(node) ? undefined : onMaps[op];
}

/** A pooling of one pixel changes nothing. It keeps values in a layout that a runtime is quick with. */
function isIdlePool({ op, attributes }: OnnxNode): boolean {
  const isOne = (name: string): boolean => attributes.get(name)?.ints?.every((side) => side === 1) ?? true;
  const isPlain = op === 'MaxPool' || op === 'AveragePool';
  return isPlain && attributes.has('kernel_shape') && isOne('kernel_shape') && isOne('strides');
}

/** Spatial attention joins the mean and the maximum over all channels. That is a part of it, not a layer. */
const isSummary = ({ inputs }: OnnxNode, graph: NetworkGraph): boolean =>
  inputs.every((name) => graph.makerOf(name)?.op.startsWith('Reduce'));

/** Operators that change how values lie and nothing else. */
const lying = new Set([
  'Unsqueeze',
  'Squeeze',
  'Split',
  'Reshape',
  'Transpose',
  'Slice',
  'Gather',
  'Expand',
  'Identity',
  'Flatten',
  'Cast',
]);

/** The sigmoid or softmax that a value comes from, if only its lie was changed since. */
export function gateOf(value: string, graph: NetworkGraph): OnnxNode | undefined {
  let maker = graph.makerOf(value);
  while (maker !== undefined && lying.has(maker.op)) maker = graph.makerOf(maker.inputs[0] ?? '');
  return maker !== undefined && ['Sigmoid', 'Softmax', 'HardSigmoid'].includes(maker.op) ? maker : undefined;
}

/** The map and the gate that weighs it. Undefined: the product is something else. */
export function weighedBy(
  { inputs: [one = '', other = ''] }: OnnxNode,
  graph: NetworkGraph,
): { map: string; gate: OnnxNode } | undefined {
  const [gateOne, gateOther] = [gateOf(one, graph), gateOf(other, graph)];
  if ((gateOne === undefined) === (gateOther === undefined)) return undefined;
  const gate = gateOther ?? gateOne;
  const map = gateOther === undefined ? other : one;
  // x · sigmoid(x) is an activation (SiLU).
  return gate === undefined || gate.inputs[0] === map ? undefined : { map, gate };
}

function isAttention(node: OnnxNode, { graph, natures }: Known): boolean {
  const weighed = weighedBy(node, graph);
  return (
    weighed !== undefined && natures.get(weighed.map) === 'map' && natures.has(weighed.gate.outputs[0] ?? '')
  );
}

type Sources = {
  readonly kind: LayerKind | undefined;
  readonly sources: readonly string[];
  readonly natures: ReadonlyMap<string, Nature>;
};

const sizes = new Set(['Shape', 'Size', 'Constant', 'ConstantOfShape']);

function natureOf({ op }: OnnxNode, { kind, sources, natures }: Sources): Nature | undefined {
  if (sizes.has(op)) return undefined;
  if (kind === 'conv' || kind === 'transposedConv' || kind === 'quantised') return 'map';
  if (kind === 'dense' || kind === 'globalPool') return 'vector';
  const found = sources.map((name) => natures.get(name));
  if (found.includes('map')) return 'map';
  return found.length > 0 && found.every((nature) => nature === 'vector') ? 'vector' : undefined;
}

type Place = {
  readonly kind: LayerKind;
  readonly graph: NetworkGraph;
  readonly index: number;
  readonly from: readonly number[];
};

function layerOf(node: OnnxNode, { kind, graph, index, from }: Place): Layer {
  const [sum = ''] = node.outputs;
  const [input = '', weight, bias] = node.inputs;
  const shared = { index, name: nameOf(node, index), kind, node, sum, from };
  if (!weighted.has(kind)) {
    const read = kind === 'attention' ? (weighedBy(node, graph)?.map ?? input) : input;
    return { ...shared, input: read, output: sum, activation: { kind: 'none' }, weight: null, bias: null };
  }
  return {
    ...shared,
    input,
    ...(activationAfter(sum, graph) ?? { activation: { kind: 'none' }, output: sum }),
    weight: graph.constantOf(weight) ?? null,
    bias: graph.constantOf(bias) ?? null,
  };
}

const weighted = new Set<LayerKind>(['conv', 'transposedConv', 'dense']);

/** The activation that alone reads a sum. */
function activationAfter(
  sum: string,
  graph: NetworkGraph,
): { activation: LayerActivation; output: string } | undefined {
  const [reader, ...others] = graph.readersOf(sum).filter(({ op }) => op !== 'Shape');
  if (reader === undefined || others.length > 0 || graph.outputs.has(sum)) return undefined;
  const activation = activationOf(reader, graph);
  const [output] = reader.outputs;
  return activation === null || output === undefined ? undefined : { activation, output };
}

/** “/a/a.2/Conv” is a.2: the operator at the end and names that the next one repeats say nothing. Joins keep theirs. */
function nameOf({ name, op }: OnnxNode, index: number): string {
  const parts = name.split('/').filter((part) => part !== '');
  const kept = parts.filter((part, at) => parts[at + 1]?.startsWith(`${part}.`) !== true);
  const last = kept.at(-1)?.replace(/_\d+$/, '');
  const isBare = last === op && kept.length > 1 && !joins.has(op);
  return (isBare ? kept.slice(0, -1) : kept).join('.') || `${op} ${index + 1}`;
}

const joins = new Set(['Add', 'Mul', 'Concat', 'ReduceMean', 'ReduceMax']);
