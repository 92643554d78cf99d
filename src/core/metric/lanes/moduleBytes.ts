/** @file Bytes of WebAssembly modules with one function and one memory. @see WebAssembly Core Specification 2.0, chapter 5 */

export const types = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;

/** A number without a sign, seven bits a byte. */
function unsigned(value: number): number[] {
  const rest = value >>> 7;
  return rest === 0 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(rest)];
}

/** A number with a sign. */
function signed(value: number): number[] {
  const rest = value >> 7;
  const isLast = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}

/** An instruction on vectors. */
export const vectors = (code: number): number[] => [0xfd, ...unsigned(code)];

export const op = {
  loop: [0x03, 0x40],
  end: [0x0b],
  again: [0x0d, 0x00],
  add: [0x6a],
  subtract: [0x6b],
  isLess: [0x49],
  shiftLeft: [0x74],
  addDoubles: [0xa0],
  storeDouble: (address: number) => [0x39, 0x03, ...unsigned(address)],
  load: (offset: number) => [...vectors(0x00), 0x02, ...unsigned(offset)],
  loadEverywhere: [...vectors(0x09), 0x02, 0x00],
  store: (offset: number) => [...vectors(0x0b), 0x02, ...unsigned(offset)],
  vector: (bytes: Uint8Array) => [...vectors(0x0c), ...bytes],
  /** The same four bytes in every lane. */
  wordEverywhere: vectors(0x11),
  floatEverywhere: vectors(0x13),
  doubleOf: (lane: 0 | 1) => [...vectors(0x21), lane],
  get: (local: number) => [0x20, ...unsigned(local)],
  set: (local: number) => [0x21, ...unsigned(local)],
  tee: (local: number) => [0x22, ...unsigned(local)],
  constant: (value: number) => [0x41, ...signed(value)],
} as const;

/** Locals of one type. */
type Locals = { readonly type: number; readonly count: number };

export type FunctionParts = {
  readonly parameters: readonly number[];
  readonly locals: readonly Locals[];
  /** Instructions without the last `end`. */
  readonly body: readonly number[];
};

const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
];
const name = (text: string): number[] => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];

/** A module that imports `env.memory` and exports its function as `run`. */
export function moduleOf({ parameters, locals, body }: FunctionParts): Uint8Array {
  const groups = locals.flatMap(({ type, count }) => [...unsigned(count), type]);
  const code = [...unsigned(locals.length), ...groups, ...body, ...op.end];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, ...unsigned(parameters.length), ...parameters, 0]),
    ...section(2, [1, ...name('env'), ...name('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('run'), 0x00, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}
