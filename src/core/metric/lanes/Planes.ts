import { filterCode } from './filterCode';
import { mostSums, sumsAt } from './LaneCode';

/** What is used of WebAssembly, which neither Node's types nor the page's are needed for. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
  Memory: new (limits: { initial: number }) => { buffer: ArrayBuffer };
};

type Run = (...numbers: number[]) => void;

const page = 65_536;
/** Sixteen values are computed at a time. */
const atOnce = 16;
const mostTaps = 256;

/** Each module is compiled once a thread, and only where pictures are measured. */
const compiled = new Map<() => Uint8Array, object>();

function moduleFrom(code: () => Uint8Array): object {
  const known = compiled.get(code) ?? new WebAssembly.Module(code());
  compiled.set(code, known);
  return known;
}

/** Computes `count` values of planes of one memory. It writes up to three values more. */
export type LaneRun = (
  planes: readonly Float32Array[],
  options: { readonly count: number; readonly scalars?: readonly number[] },
) => void;

export type FilterPass = {
  /** Distance between the values under the window: 1 along a row, a row's length down a column. */
  readonly step: number;
  /** How many values are made; those of unfinished windows between rows are of no use. */
  readonly count: number;
};

/** Planes of 32-bit floats in one memory, and what is computed of them. */
export class Planes {
  /** What the last run of lanes added up. */
  readonly sums: Float64Array;
  readonly #memory: { buffer: ArrayBuffer };
  readonly #filter: Run;
  readonly #weights: Float32Array;
  #used: number;

  /** @param length values of all planes together; @param planes their number */
  constructor(length: number, planes: number) {
    const values = length + (planes + 1) * 2 * atOnce;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil((values * 4) / page) + 1 });
    this.#filter = this.#functionOf(filterCode);
    this.#weights = new Float32Array(this.#memory.buffer, 0, mostTaps);
    this.sums = new Float64Array(this.#memory.buffer, sumsAt, mostSums);
    this.#used = this.sums.byteOffset + this.sums.byteLength;
  }

  /** @param code makes a module of `LaneCode`, once a thread */
  lanes(code: () => Uint8Array): LaneRun {
    const run = this.#functionOf(code);
    return (planes, { count, scalars = [] }) => {
      run(count, ...planes.map(({ byteOffset }) => byteOffset), ...scalars);
    };
  }

  #functionOf(code: () => Uint8Array): Run {
    const { exports } = new WebAssembly.Instance(moduleFrom(code), { env: { memory: this.#memory } });
    // The module's own type, which nothing here can check.
    return exports['run'] as Run;
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
