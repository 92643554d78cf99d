import { PbfReader } from 'pbf';
import { onnxFields } from './fields';
import { readTensor, type OnnxTensor } from './readTensor';

/** An attribute of a node. Only the field of its type is filled. */
export type OnnxAttribute = {
  readonly float?: number;
  readonly int?: number;
  readonly text?: string;
  readonly tensor?: OnnxTensor;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
  /** A graph inside the node, as of `If` and `Loop`. It is not read. */
  readonly hasGraph?: true;
};

export type OnnxNode = {
  readonly name: string;
  readonly op: string;
  /** Empty for the operators of ONNX itself. */
  readonly domain: string;
  /** Names of values. An input that is left out is empty. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
};

export type OnnxGraph = {
  readonly name: string;
  /** In an order in which they can be computed; ONNX demands it. */
  readonly nodes: readonly OnnxNode[];
  /** Weights and other constants, by name. */
  readonly constants: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
};

export type OnnxModel = { readonly opset: number; readonly graph: OnnxGraph };

/** Reads an ONNX file. Throws when the bytes are none. */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const found: { opset: number; graph: GraphParts | null } = { opset: 0, graph: null };
  new PbfReader(bytes).readFields((field, result, reader) => {
    if (field === onnxFields.model.graph)
      result.graph = reader.readMessage(readGraphField, result.graph ?? noGraph());
    else if (field === onnxFields.model.opsetImport) {
      const { domain, version } = reader.readMessage(readOpsetField, { domain: '', version: 0 });
      if (domain === '') result.opset = version;
    }
  }, found);
  const { opset, graph } = found;
  if (graph === null || graph.nodes.length === 0) throw new Error('the file holds no graph');
  return { opset, graph };
}

type GraphParts = {
  name: string;
  nodes: OnnxNode[];
  constants: Map<string, OnnxTensor>;
  inputs: string[];
  outputs: string[];
};

const noGraph = (): GraphParts => ({ name: '', nodes: [], constants: new Map(), inputs: [], outputs: [] });

function readGraphField(field: number, graph: GraphParts, reader: PbfReader): void {
  if (field === onnxFields.graph.node) graph.nodes.push(readNode(reader));
  else if (field === onnxFields.graph.name) graph.name = reader.readString();
  else if (field === onnxFields.graph.initializer) {
    const tensor = readTensor(reader);
    graph.constants.set(tensor.name, tensor);
  } else if (field === onnxFields.graph.input) graph.inputs.push(readValueName(reader));
  else if (field === onnxFields.graph.output) graph.outputs.push(readValueName(reader));
}

type NodeParts = Omit<OnnxNode, 'inputs' | 'outputs' | 'attributes'> & {
  name: string;
  op: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
};

function readNode(reader: PbfReader): OnnxNode {
  const node: NodeParts = { name: '', op: '', domain: '', inputs: [], outputs: [], attributes: new Map() };
  return reader.readMessage(readNodeField, node);
}

function readNodeField(field: number, node: NodeParts, reader: PbfReader): void {
  if (field === onnxFields.node.input) node.inputs.push(reader.readString());
  else if (field === onnxFields.node.output) node.outputs.push(reader.readString());
  else if (field === onnxFields.node.name) node.name = reader.readString();
  else if (field === onnxFields.node.opType) node.op = reader.readString();
  // The standard's own name for the empty domain.
  else if (field === onnxFields.node.domain) node.domain = reader.readString().replace(/^ai\.onnx$/, '');
  else if (field === onnxFields.node.attribute) {
    const { name, ...attribute } = reader.readMessage(readAttributeField, { name: '' });
    node.attributes.set(name, attribute);
  }
}

type AttributeParts = {
  name: string;
  float?: number;
  int?: number;
  text?: string;
  tensor?: OnnxTensor;
  floats?: number[];
  ints?: number[];
  hasGraph?: true;
};

function readAttributeField(field: number, attribute: AttributeParts, reader: PbfReader): void {
  if (field === onnxFields.attribute.name) attribute.name = reader.readString();
  else if (field === onnxFields.attribute.float) attribute.float = reader.readFloat();
  else if (field === onnxFields.attribute.int) attribute.int = reader.readVarint(true);
  else if (field === onnxFields.attribute.string) attribute.text = reader.readString();
  else if (field === onnxFields.attribute.tensor) attribute.tensor = readTensor(reader);
  else if (field === onnxFields.attribute.graph) attribute.hasGraph = true;
  else if (field === onnxFields.attribute.floats)
    attribute.floats = reader.readPackedFloat(attribute.floats ?? []);
  else if (field === onnxFields.attribute.ints)
    attribute.ints = reader.readPackedVarint(attribute.ints ?? [], true);
}

function readOpsetField(field: number, opset: { domain: string; version: number }, reader: PbfReader): void {
  if (field === onnxFields.opset.domain) opset.domain = reader.readString().replace(/^ai\.onnx$/, '');
  else if (field === onnxFields.opset.version) opset.version = reader.readVarint(true);
}

function readValueName(reader: PbfReader): string {
  return reader.readMessage(
    (field, value, inner) => {
      if (field === onnxFields.valueInfo.name) value.name = inner.readString();
    },
    { name: '' },
  ).name;
}
