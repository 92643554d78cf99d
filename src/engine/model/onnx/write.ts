/** @file Writes ONNX models: graphs of standard operators with their constants. */
import { PbfWriter } from 'pbf';
import { elementTypes, onnxFields as fields } from './fields';

type ElementType = 'float32' | 'uint8';

/** AttributeProto.AttributeType. */
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;

/** An input or output. A side given by a name may be of any length. */
export type Value = {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
};

/** One attribute: a whole number, several, or a real one. */
export type Attribute =
  { readonly int: number } | { readonly ints: readonly number[] } | { readonly float: number };

export type Node = {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
};

export type Constant = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
};

export type Graph = {
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
};

const irVersion = 8;
const opset = 17;

/** The bytes of a model file. */
export function writeModel(graph: Graph): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(fields.model.irVersion, irVersion);
  writer.writeStringField(fields.model.producerName, 'candela');
  writer.writeMessage(fields.model.graph, writeGraph, graph);
  writer.writeMessage(fields.model.opsetImport, writeVersion, opset);
  return writer.finish();
}

function writeVersion(version: number, writer: PbfWriter): void {
  writer.writeVarintField(fields.opset.version, version);
}

function writeGraph({ nodes, constants, inputs, outputs }: Graph, writer: PbfWriter): void {
  for (const node of nodes) writer.writeMessage(fields.graph.node, writeNode, node);
  writer.writeStringField(fields.graph.name, 'candela');
  for (const constant of constants) writer.writeMessage(fields.graph.initializer, writeTensor, constant);
  for (const value of inputs) writer.writeMessage(fields.graph.input, writeValue, value);
  for (const value of outputs) writer.writeMessage(fields.graph.output, writeValue, value);
}

function writeNode({ operator, inputs, outputs, attributes }: Node, writer: PbfWriter): void {
  for (const name of inputs) writer.writeStringField(fields.node.input, name);
  for (const name of outputs) writer.writeStringField(fields.node.output, name);
  // Profiles and error messages name a node; its first output is unique.
  writer.writeStringField(fields.node.name, `${outputs[0] ?? ''}/${operator}`);
  writer.writeStringField(fields.node.opType, operator);
  for (const attribute of Object.entries(attributes))
    writer.writeMessage(fields.node.attribute, writeAttribute, attribute);
}

function writeAttribute([name, value]: [string, Attribute], writer: PbfWriter): void {
  writer.writeStringField(fields.attribute.name, name);
  if ('float' in value) {
    writer.writeFloatField(fields.attribute.float, value.float);
    writer.writeVarintField(fields.attribute.type, attributeTypes.float);
  } else if ('int' in value) {
    writer.writeVarintField(fields.attribute.int, value.int);
    writer.writeVarintField(fields.attribute.type, attributeTypes.int);
  } else {
    for (const one of value.ints) writer.writeVarintField(fields.attribute.ints, one);
    writer.writeVarintField(fields.attribute.type, attributeTypes.ints);
  }
}

function writeTensor({ name, dims, data }: Constant, writer: PbfWriter): void {
  for (const dim of dims) writer.writeVarintField(fields.tensor.dims, dim);
  const type = data instanceof Float32Array ? 'float32' : 'int64';
  writer.writeVarintField(fields.tensor.dataType, elementTypes[type]);
  writer.writeStringField(fields.tensor.name, name);
  writer.writeBytesField(
    fields.tensor.rawData,
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
}

function writeValue({ name, type, shape }: Value, writer: PbfWriter): void {
  const writeDim = (dim: number | string, inner: PbfWriter): void => {
    if (typeof dim === 'number') inner.writeVarintField(fields.dimension.value, dim);
    else inner.writeStringField(fields.dimension.parameter, dim);
  };
  const writeShape = (dims: readonly (number | string)[], inner: PbfWriter): void => {
    for (const dim of dims) inner.writeMessage(fields.shape.dimension, writeDim, dim);
  };
  const writeTensorType = (element: number, inner: PbfWriter): void => {
    inner.writeVarintField(fields.tensorType.elementType, element);
    inner.writeMessage(fields.tensorType.shape, writeShape, shape);
  };
  const writeType = (element: number, inner: PbfWriter): void => {
    inner.writeMessage(fields.type.tensor, writeTensorType, element);
  };
  writer.writeStringField(fields.valueInfo.name, name);
  writer.writeMessage(fields.valueInfo.type, writeType, elementTypes[type]);
}
