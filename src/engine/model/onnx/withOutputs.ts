import { PbfWriter } from 'pbf';
import { onnxFields } from './fields';

/**
 * The same network, which also gives these values of its graph. Their types are inferred by the runtime.
 *
 * Note: Appended, not encoded anew. A protobuf message that occurs twice is merged: repeated fields are joined, one after the
 * other. A second `graph` at the file's end that holds only outputs therefore adds them, and every byte of the file stays.
 */
export function withOutputs(file: Uint8Array, names: readonly string[]): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(onnxFields.model.graph, writeOutputs, names);
  const added = writer.finish();
  const joined = new Uint8Array(file.length + added.length);
  joined.set(file);
  joined.set(added, file.length);
  return joined;
}

function writeOutputs(names: readonly string[], writer: PbfWriter): void {
  for (const name of names) writer.writeMessage(onnxFields.graph.output, writeName, name);
}

function writeName(name: string, writer: PbfWriter): void {
  writer.writeStringField(onnxFields.valueInfo.name, name);
}
