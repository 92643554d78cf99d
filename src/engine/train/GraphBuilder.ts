import type { Attribute, Constant, Graph, Node, Value } from '../model/onnx/write';

type Attributes = Readonly<Record<string, Attribute>>;

/** Collects the nodes and constants of a graph. Methods return the name of what they add. */
export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #constants = new Map<string, Constant>();
  #made = 0;

  /** Adds an operator with one output. `name` names the output; absent: a number does. */
  add(
    operator: string,
    inputs: readonly string[],
    options: { name?: string; attributes?: Attributes } = {},
  ): string {
    const name = options.name ?? `t${(this.#made += 1)}`;
    this.#nodes.push({ operator, inputs, outputs: [name], attributes: options.attributes ?? {} });
    return name;
  }

  /** Cuts a vector into parts of these lengths. */
  split(vector: string, lengths: readonly number[], names: readonly string[]): void {
    this.#nodes.push({
      operator: 'Split',
      inputs: [vector, this.integers(lengths)],
      outputs: names,
      attributes: { axis: { int: 0 } },
    });
  }

  /** A real number. The same number is kept once. */
  number(value: number): string {
    return this.#constant(`f${value}`, { dims: [], data: Float32Array.of(value) });
  }

  /** Whole numbers: a shape, axes, starts. */
  integers(values: readonly number[]): string {
    return this.#constant(`i${values.join('_')}`, {
      dims: [values.length],
      data: BigInt64Array.from(values, BigInt),
    });
  }

  /** An array of real numbers. */
  tensor(name: string, dims: readonly number[], data: Float32Array): string {
    return this.#constant(name, { dims, data });
  }

  reshape(value: string, shape: readonly number[], name?: string): string {
    return this.add('Reshape', [value, this.integers(shape)], name === undefined ? {} : { name });
  }

  transpose(value: string, perm: readonly number[]): string {
    return this.add('Transpose', [value], { attributes: { perm: { ints: perm } } });
  }

  /** Adds up over axes, which are kept with length 1 only if that is asked for. */
  sum(value: string, axes: readonly number[], keep = false): string {
    return this.add('ReduceSum', [value, this.integers(axes)], {
      attributes: { keepdims: { int: keep ? 1 : 0 } },
    });
  }

  graph({ inputs, outputs }: { inputs: readonly Value[]; outputs: readonly Value[] }): Graph {
    return { nodes: this.#nodes, constants: [...this.#constants.values()], inputs, outputs };
  }

  #constant(name: string, constant: Omit<Constant, 'name'>): string {
    if (!this.#constants.has(name)) this.#constants.set(name, { name, ...constant });
    return name;
  }
}
