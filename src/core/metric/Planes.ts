import { filterCode } from './filterCode';

/** What is used of WebAssembly, which neither Node's types nor the page's are needed for. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
  Memory: new (limits: { initial: number }) => { buffer: ArrayBuffer };
};

type Filter = (
  ...numbers: [source: number, target: number, bytes: number, step: number, weights: number, taps: number]
) => void;

const page = 65_536;
/** Sixteen values are computed at a time. */
const atOnce = 16;
const mostTaps = 256;

/** The module is compiled once a thread, and only where pictures are measured. */
let compiled: object | undefined;

export type FilterPass = {
  /** Distance between the values under the window: 1 along a row, a row's length down a column. */
  readonly step: number;
  /** How many values are made; those of unfinished windows between rows are of no use. */
  readonly count: number;
};

/** Planes of 32-bit floats in one memory, and windows that are moved over them. */
export class Planes {
  readonly #memory: { buffer: ArrayBuffer };
  readonly #filter: Filter;
  readonly #weights: Float32Array;
  #used: number;

  /** @param length values of all planes together; @param planes their number */
  constructor(length: number, planes: number) {
    const values = length + mostTaps + (planes + 1) * 2 * atOnce;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil((values * 4) / page) + 1 });
    compiled ??= new WebAssembly.Module(filterCode);
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } });
    // The module's own type, which nothing here can check.
    this.#filter = exports['filter'] as Filter;
    this.#weights = new Float32Array(this.#memory.buffer, 0, mostTaps);
    this.#used = mostTaps * 4;
  }

  /** A new plane. Up to sixteen values behind its end are written as well. */
  plane(length: number): Float32Array {
    const plane = new Float32Array(this.#memory.buffer, this.#used, length);
    this.#used += Math.ceil(length / atOnce + 1) * atOnce * 4;
    return plane;
  }

  /** Writes Σ weights[k] · source[i + k·step] to target[i]. Both planes are of this memory, and not the same one. */
  filter(
    { source, target }: { source: Float32Array; target: Float32Array },
    weights: Float32Array,
    { step, count }: FilterPass,
  ): void {
    this.#weights.set(weights);
    this.#filter(source.byteOffset, target.byteOffset, count * 4, step * 4, 0, weights.length);
  }
}
