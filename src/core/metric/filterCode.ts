/**
 * @file The bytes of a WebAssembly module with one function: target[i] = Σ weights[k] · source[i + k·step] in 32-bit floats, sixteen
 * at a time. @see WebAssembly Core Specification 2.0, chapter 5
 */

const i32 = 0x7f;
const v128 = 0x7b;
const noResult = 0x40;

const op = {
  loop: [0x03, noResult],
  end: [0x0b],
  again: [0x0d, 0x00],
  add: [0x6a],
  subtract: [0x6b],
  isLess: [0x49],
  load: (offset: number) => [0xfd, 0x00, 0x02, offset],
  loadEverywhere: [0xfd, 0x09, 0x02, 0x00],
  store: (offset: number) => [0xfd, 0x0b, 0x02, offset],
  zeros: [0xfd, 0x0c, ...Array<number>(16).fill(0)],
  addFloats: [0xfd, 0xe4, 0x01],
  multiplyFloats: [0xfd, 0xe6, 0x01],
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  tee: (local: number) => [0x22, local],
  constant: (value: number) => [0x41, value],
} as const;

/** Of the function: first its parameters (addresses, lengths and the step in bytes), then what it counts with. */
const local = {
  source: 0,
  target: 1,
  bytes: 2,
  step: 3,
  weights: 4,
  taps: 5,
  at: 6,
  from: 7,
  weight: 8,
  left: 9,
};
const sums = [10, 11, 12, 13] as const;
const factor = 14;
const vector = 16;
/** 64, as a signed number of seven bits a byte. */
const sixtyFour = [0x41, 0xc0, 0x00];

const tap = [
  ...op.get(local.weight),
  ...op.loadEverywhere,
  ...op.set(factor),
  ...sums.flatMap((sum, lane) => [
    ...[...op.get(sum), ...op.get(factor), ...op.get(local.from), ...op.load(lane * vector)],
    ...[...op.multiplyFloats, ...op.addFloats, ...op.set(sum)],
  ]),
  ...[...op.get(local.from), ...op.get(local.step), ...op.add, ...op.set(local.from)],
  ...[...op.get(local.weight), ...op.constant(4), ...op.add, ...op.set(local.weight)],
  ...[...op.get(local.left), ...op.constant(1), ...op.subtract, ...op.tee(local.left), ...op.again],
];

const body = [
  ...op.loop,
  ...sums.flatMap((sum) => [...op.zeros, ...op.set(sum)]),
  ...[...op.get(local.source), ...op.get(local.at), ...op.add, ...op.set(local.from)],
  ...[...op.get(local.weights), ...op.set(local.weight), ...op.get(local.taps), ...op.set(local.left)],
  ...[...op.loop, ...tap, ...op.end],
  ...sums.flatMap((sum, lane) => [
    ...[...op.get(local.target), ...op.get(local.at), ...op.add, ...op.get(sum), ...op.store(lane * vector)],
  ]),
  ...[...op.get(local.at), ...sixtyFour, ...op.add, ...op.tee(local.at)],
  ...[...op.get(local.bytes), ...op.isLess, ...op.again],
  ...op.end,
  ...op.end,
];

/** A number of up to fourteen bits. */
const size = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);
const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...size(content.length),
  ...content,
];
const name = (text: string): number[] => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];

const locals = [2, 4, i32, 5, v128];
const code = [...locals, ...body];

/** The module imports `env.memory` and exports `filter(source, target, bytes, step, weights, taps)`. */
export const filterCode = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 6, ...Array<number>(6).fill(i32), 0]),
  ...section(2, [1, ...name('env'), ...name('memory'), 0x02, 0x00, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...name('filter'), 0x00, 0]),
  ...section(10, [1, ...size(code.length), ...code]),
]);
