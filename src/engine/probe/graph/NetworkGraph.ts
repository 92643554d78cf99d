import type { OnnxGraph, OnnxNode } from '../../model/onnx/readOnnx';
import type { OnnxTensor } from '../../model/onnx/readTensor';

/** A graph with its ways: who makes a value, and who reads it. */
export class NetworkGraph {
  readonly nodes: readonly OnnxNode[];
  readonly outputs: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  readonly #constants: ReadonlyMap<string, OnnxTensor>;
  readonly #makers = new Map<string, OnnxNode>();
  readonly #readers = new Map<string, OnnxNode[]>();

  constructor({ nodes, constants, inputs, outputs }: OnnxGraph) {
    this.nodes = nodes;
    this.outputs = new Set(outputs);
    this.#constants = constants;
    this.inputs = new Set(inputs.filter((name) => !constants.has(name)));
    for (const node of nodes) {
      for (const name of node.outputs) this.#makers.set(name, node);
      for (const name of node.inputs) {
        const known = this.#readers.get(name);
        if (known === undefined) this.#readers.set(name, [node]);
        else known.push(node);
      }
    }
  }

  makerOf(value: string): OnnxNode | undefined {
    return this.#makers.get(value);
  }

  readersOf(value: string): readonly OnnxNode[] {
    return this.#readers.get(value) ?? [];
  }

  /** The constant of this name, whether it is an initialiser or the output of a `Constant`. */
  constantOf(value: string | undefined): OnnxTensor | undefined {
    if (value === undefined || value === '') return undefined;
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const maker = this.#makers.get(value);
    return maker?.op === 'Constant' ? maker.attributes.get('value')?.tensor : undefined;
  }

  /** Inputs that depend on what a network is given. */
  dataInputsOf({ inputs }: OnnxNode): string[] {
    return inputs.filter((name) => name !== '' && this.constantOf(name) === undefined);
  }

  /** Axes of a reduction, from its attribute or its input. Undefined: all axes. */
  axesOf(node: OnnxNode): readonly number[] | undefined {
    const values = this.constantOf(node.inputs[1])?.values();
    return node.attributes.get('axes')?.ints ?? (values ? [...values] : undefined);
  }
}

const spatialPools = new Set(['GlobalAveragePool', 'GlobalMaxPool']);
const reductions = new Set(['ReduceMean', 'ReduceMax', 'ReduceSum', 'ReduceMin', 'ReduceL2']);

/** True when a node joins all places of a map to one value a channel. */
export function isGlobalPool(node: OnnxNode, graph: NetworkGraph): boolean {
  if (spatialPools.has(node.op)) return true;
  if (!reductions.has(node.op)) return false;
  const axes = graph.axesOf(node);
  return axes === undefined || [2, 3].every((axis) => axes.includes(axis) || axes.includes(axis - 4));
}
