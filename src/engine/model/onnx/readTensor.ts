import type { PbfReader } from 'pbf';
import { elementTypes, onnxFields } from './fields';

/** A constant of a network. Its values are decoded when they are asked for. */
export type OnnxTensor = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly elementType: number;
  /** Null: of a type that is not read, such as quantised weights, or held in another file. */
  readonly values: () => Float32Array | null;
};

type TensorParts = {
  name: string;
  dims: number[];
  elementType: number;
  raw: Uint8Array | null;
  numbers: number[];
  isElsewhere: boolean;
};

export function readTensor(reader: PbfReader): OnnxTensor {
  const parts: TensorParts = {
    name: '',
    dims: [],
    elementType: 0,
    raw: null,
    numbers: [],
    isElsewhere: false,
  };
  const { name, dims, elementType } = reader.readMessage(readTensorField, parts);
  return { name, dims, elementType, values: () => valuesOf(parts) };
}

function readTensorField(field: number, tensor: TensorParts, reader: PbfReader): void {
  if (field === onnxFields.tensor.dims) reader.readPackedVarint(tensor.dims, true);
  else if (field === onnxFields.tensor.dataType) tensor.elementType = reader.readVarint();
  else if (field === onnxFields.tensor.name) tensor.name = reader.readString();
  else if (field === onnxFields.tensor.rawData) tensor.raw = reader.readBytes();
  else if (field === onnxFields.tensor.floatData) reader.readPackedFloat(tensor.numbers);
  else if (field === onnxFields.tensor.int64Data || field === onnxFields.tensor.int32Data)
    reader.readPackedVarint(tensor.numbers, true);
  else if (field === onnxFields.tensor.doubleData) reader.readPackedDouble(tensor.numbers);
  else if (field === onnxFields.tensor.externalData) tensor.isElsewhere = true;
}

function valuesOf({ raw, numbers, elementType, isElsewhere }: TensorParts): Float32Array | null {
  if (isElsewhere) return null;
  const size = sizes.get(elementType);
  if (size === undefined) return null;
  // Half floats outside of raw data are bit patterns among the 32-bit integers.
  if (raw === null) return elementType === elementTypes.float16 ? null : Float32Array.from(numbers);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float32Array.from({ length: raw.byteLength / size.bytes }, (_, index) =>
    size.read(view, index * size.bytes),
  );
}

type Element = { bytes: number; read: (view: DataView, at: number) => number };

/** ONNX stores all values with their lowest byte first. */
const sizes: ReadonlyMap<number, Element> = new Map<number, Element>([
  [elementTypes.float32, { bytes: 4, read: (view, at) => view.getFloat32(at, true) }],
  [elementTypes.float64, { bytes: 8, read: (view, at) => view.getFloat64(at, true) }],
  [elementTypes.float16, { bytes: 2, read: (view, at) => half(view.getUint16(at, true)) }],
  [elementTypes.int32, { bytes: 4, read: (view, at) => view.getInt32(at, true) }],
  [elementTypes.int64, { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) }],
]);

/** A half float (IEEE 754 binary16) by its bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
