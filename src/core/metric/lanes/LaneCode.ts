import { moduleOf, op, types, vectors } from './moduleBytes';

/** Four values at a time: 32-bit floats, whole numbers or masks. */
export type Lanes = { readonly local: number };
/** A number stands for four equal floats. */
export type Value = Lanes | number;

export type LaneShape = {
  /** Planes that are read or written. */
  readonly planes: number;
  /** Floats that are the same for all values. */
  readonly scalars?: number;
  /** Sums over all values that are written. */
  readonly sums?: number;
};

/** Where the sums lie in the memory, as 64-bit floats. */
export const sumsAt = 1024;
export const mostSums = 8;

const vectorBytes = 16;
/** The two floats behind the first two, for both halves of a sum. */
const upperHalf = Uint8Array.of(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);

/**
 * Writes a function that computes values of planes from those at the same places of other planes, four at a time. Each instruction puts
 * its result into a local of its own; constants are loaded before the loop.
 */
export class LaneCode {
  readonly #body: number[] = [];
  readonly #before: number[] = [];
  readonly #constants = new Map<string, Lanes>();
  readonly #sums: Lanes[] = [];
  readonly #shape: Required<LaneShape>;
  /** Of whole numbers: how far the loop is, and its end. */
  readonly #at: number;
  readonly #end: number;
  /** True in each lane whose value is wanted. */
  readonly #isWanted: Lanes;
  /** How far each lane's bytes are behind the first one's. */
  readonly #places: Lanes;
  #locals: number;

  constructor({ planes, scalars = 0, sums = 0 }: LaneShape) {
    this.#shape = { planes, scalars, sums };
    this.#at = 1 + planes + scalars;
    this.#end = this.#at + 1;
    this.#locals = this.#end + 1;
    this.#isWanted = this.#next();
    this.#places = this.#constant('places', Uint32Array.of(0, 4, 8, 12));
    for (let at = 0; at < sums; at += 1) this.#sums.push(this.#next());
  }

  read(plane: number): Lanes {
    return this.#emit(...op.get(1 + plane), ...op.get(this.#at), ...op.add, ...op.load(0));
  }

  write(plane: number, value: Value): void {
    const code = [...op.get(1 + plane), ...op.get(this.#at), ...op.add, ...this.#get(value), ...op.store(0)];
    this.#body.push(...code);
  }

  scalar(at: number): Lanes {
    const lanes = this.#next();
    this.#before.push(...op.get(1 + this.#shape.planes + at), ...op.floatEverywhere, ...op.set(lanes.local));
    return lanes;
  }

  /** Adds the four values to a sum of 64-bit floats. */
  sum(at: number, value: Value): void {
    const target = this.#sums[at];
    if (target === undefined) throw new RangeError('there is no such sum');
    const wanted = this.and(value, this.#isWanted);
    const upper = this.#emit(...this.#get(wanted), ...this.#get(wanted), ...[...vectors(0x0d), ...upperHalf]);
    for (const half of [wanted, upper])
      this.#body.push(
        ...[...op.get(target.local), ...this.#get(half), ...vectors(0x5f), ...vectors(0xf0)],
        ...op.set(target.local),
      );
  }

  // Floats.
  abs = (a: Value): Lanes => this.#unary(0xe0, a);
  root = (a: Value): Lanes => this.#unary(0xe3, a);
  nearest = (a: Value): Lanes => this.#unary(0x6a, a);
  add = (a: Value, b: Value): Lanes => this.#binary(0xe4, a, b);
  subtract = (a: Value, b: Value): Lanes => this.#binary(0xe5, a, b);
  multiply = (a: Value, b: Value): Lanes => this.#binary(0xe6, a, b);
  divide = (a: Value, b: Value): Lanes => this.#binary(0xe7, a, b);
  least = (a: Value, b: Value): Lanes => this.#binary(0xe8, a, b);
  most = (a: Value, b: Value): Lanes => this.#binary(0xe9, a, b);
  isLess = (a: Value, b: Value): Lanes => this.#binary(0x43, a, b);

  // Bits and whole numbers.
  and = (a: Value, b: Value): Lanes => this.#binary(0x4e, a, b);
  or = (a: Value, b: Value): Lanes => this.#binary(0x50, a, b);
  addWhole = (a: Value, b: Value): Lanes => this.#binary(0xae, a, b);
  shiftLeft = (a: Value, by: number): Lanes => this.#shift(0xab, a, by);
  shiftRight = (a: Value, by: number): Lanes => this.#shift(0xac, a, by);
  whole = (a: Value): Lanes => this.#unary(0xf8, a);
  float = (a: Value): Lanes => this.#unary(0xfa, a);

  /** `a` where the mask is true, `b` elsewhere. */
  select(a: Value, b: Value, mask: Lanes): Lanes {
    return this.#emit(...this.#get(a), ...this.#get(b), ...this.#get(mask), ...vectors(0x52));
  }

  /** The sum of products. */
  dot(...pairs: readonly (readonly [Value, Value])[]): Lanes {
    const [first, ...rest] = pairs.map(([a, b]) => this.multiply(a, b));
    if (first === undefined) throw new RangeError('there is nothing to add');
    return rest.reduce((sum, product) => this.add(sum, product), first);
  }

  /** Four equal whole numbers. */
  bits(value: number): Lanes {
    return this.#constant(`bits ${value}`, Uint32Array.of(value, value, value, value));
  }

  /** The module. Its function takes the number of values, the planes' addresses, and the scalars. */
  module(): Uint8Array {
    const { planes, scalars } = this.#shape;
    const { i32, f32, v128 } = types;
    return moduleOf({
      parameters: [i32, ...Array<number>(planes).fill(i32), ...Array<number>(scalars).fill(f32)],
      locals: [
        { type: i32, count: 2 },
        { type: v128, count: this.#locals - this.#end - 1 },
      ],
      body: [
        ...this.#head(),
        ...op.loop,
        ...this.#maskLanes(),
        ...this.#body,
        ...this.#step(),
        ...this.#tail(),
      ],
    });
  }

  #head(): number[] {
    return [...this.#before, ...op.get(0), ...op.constant(2), ...op.shiftLeft, ...op.set(this.#end)];
  }

  /** The last four may be less: bytes up to here + 0, 4, 8, 12 < bytes. */
  #maskLanes(): number[] {
    if (this.#shape.sums === 0) return [];
    return [
      ...[...op.get(this.#at), ...op.wordEverywhere, ...op.get(this.#places.local), ...vectors(0xae)],
      ...[...op.get(this.#end), ...op.wordEverywhere, ...vectors(0x39), ...op.set(this.#isWanted.local)],
    ];
  }

  #step(): number[] {
    return [
      ...[...op.get(this.#at), ...op.constant(vectorBytes), ...op.add, ...op.tee(this.#at)],
      ...[...op.get(this.#end), ...op.isLess, ...op.again, ...op.end],
    ];
  }

  #tail(): number[] {
    return this.#sums.flatMap(({ local }, at) => [
      ...[...op.constant(0), ...op.get(local), ...op.doubleOf(0), ...op.get(local), ...op.doubleOf(1)],
      ...[...op.addDoubles, ...op.storeDouble(sumsAt + 8 * at)],
    ]);
  }

  #unary(code: number, a: Value): Lanes {
    return this.#emit(...this.#get(a), ...vectors(code));
  }

  #binary(code: number, a: Value, b: Value): Lanes {
    return this.#emit(...this.#get(a), ...this.#get(b), ...vectors(code));
  }

  #shift(code: number, a: Value, by: number): Lanes {
    return this.#emit(...this.#get(a), ...op.constant(by), ...vectors(code));
  }

  #emit(...code: number[]): Lanes {
    const lanes = this.#next();
    this.#body.push(...code, ...op.set(lanes.local));
    return lanes;
  }

  #get(value: Value): number[] {
    if (typeof value !== 'number') return op.get(value.local);
    return op.get(this.#constant(`${value}`, Float32Array.of(value, value, value, value)).local);
  }

  #constant(key: string, words: Float32Array | Uint32Array): Lanes {
    const known = this.#constants.get(key);
    if (known) return known;
    const lanes = this.#next();
    this.#constants.set(key, lanes);
    this.#before.push(...op.vector(new Uint8Array(words.buffer)), ...op.set(lanes.local));
    return lanes;
  }

  #next(): Lanes {
    this.#locals += 1;
    return { local: this.#locals - 1 };
  }
}
