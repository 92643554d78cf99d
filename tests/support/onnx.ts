/**
 * @file Writes small ONNX models without a dependency: just enough protobuf for the tests' networks.
 * Field numbers are those of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3).
 */

/** Element types of onnx.proto3, as far as the tests need them. */
const elementType = { float32: 1, uint8: 2, int64: 7 } as const;
type ElementType = keyof typeof elementType;

export type ValueInfo = { name: string; type: ElementType; shape: readonly (number | string)[] };
export type Attribute = { name: string; ints: readonly number[] } | { name: string; int: number };
export type Node = {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: readonly Attribute[];
  /** Absent: the operators of ONNX itself. */
  domain?: string;
};
export type Constant = {
  name: string;
  type: ElementType;
  dims: readonly number[];
  values: readonly number[];
};
export type Graph = {
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
  nodes: readonly Node[];
  constants?: readonly Constant[];
};

/** The bytes of a model: opset 17, IR version 8. */
export function onnxModel(graph: Graph): Uint8Array {
  return Buffer.concat([
    varintField(1, 8),
    textField(2, 'candela-tests'),
    bytesField(7, graphBytes(graph)),
    bytesField(8, varintField(2, 17)),
    ...[...domainsOf(graph)].map((domain) =>
      bytesField(8, Buffer.concat([textField(1, domain), varintField(2, 1)])),
    ),
  ]);
}

function graphBytes(graph: Graph): Buffer {
  return Buffer.concat([
    ...graph.nodes.map((node) => bytesField(1, nodeBytes(node))),
    textField(2, 'graph'),
    ...(graph.constants ?? []).map((constant) => bytesField(5, tensorBytes(constant))),
    ...graph.inputs.map((value) => bytesField(11, valueInfoBytes(value))),
    ...graph.outputs.map((value) => bytesField(12, valueInfoBytes(value))),
  ]);
}

/** The operator sets that a graph needs besides ONNX's own. */
function domainsOf({ nodes }: Graph): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ domain }) => (domain === undefined ? [] : [domain])));
}

function nodeBytes(node: Node): Buffer {
  return Buffer.concat([
    ...node.inputs.map((name) => textField(1, name)),
    ...node.outputs.map((name) => textField(2, name)),
    textField(4, node.op),
    ...(node.attributes ?? []).map((attribute) => bytesField(5, attributeBytes(attribute))),
    ...(node.domain === undefined ? [] : [textField(7, node.domain)]),
  ]);
}

function attributeBytes(attribute: Attribute): Buffer {
  if ('int' in attribute) {
    return Buffer.concat([textField(1, attribute.name), varintField(3, attribute.int), varintField(20, 2)]);
  }
  return Buffer.concat([
    textField(1, attribute.name),
    ...attribute.ints.map((value) => varintField(8, value)),
    varintField(20, 7),
  ]);
}

function tensorBytes({ name, type, dims, values }: Constant): Buffer {
  return Buffer.concat([
    ...dims.map((dim) => varintField(1, dim)),
    varintField(2, elementType[type]),
    textField(8, name),
    bytesField(9, rawData(type, values)),
  ]);
}

function rawData(type: ElementType, values: readonly number[]): Buffer {
  if (type === 'uint8') return Buffer.from(values);
  const array = type === 'float32' ? Float32Array.from(values) : BigInt64Array.from(values.map(BigInt));
  return Buffer.from(array.buffer);
}

function valueInfoBytes({ name, type, shape }: ValueInfo): Buffer {
  const dims = shape.map((dim) =>
    bytesField(1, typeof dim === 'number' ? varintField(1, dim) : textField(2, dim)),
  );
  const tensorType = Buffer.concat([varintField(1, elementType[type]), bytesField(2, Buffer.concat(dims))]);
  return Buffer.concat([textField(1, name), bytesField(2, bytesField(1, tensorType))]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const varintField = (field: number, value: number): Buffer =>
  Buffer.concat([varint(field * 8), varint(value)]);

const bytesField = (field: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);

const textField = (field: number, text: string): Buffer => bytesField(field, Buffer.from(text));
