/** @file A function that moves a window: target[i] = Σ weights[k] · source[i + k·step] in 32-bit floats, sixteen at a time. */
import { moduleOf, op, types, vectors } from './moduleBytes';

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
const zeros = op.vector(new Uint8Array(vector));
const [addFloats, multiplyFloats] = [vectors(0xe4), vectors(0xe6)];

const tap = (): number[] => [
  ...op.get(local.weight),
  ...op.loadEverywhere,
  ...op.set(factor),
  ...sums.flatMap((sum, lane) => [
    ...[...op.get(sum), ...op.get(factor), ...op.get(local.from), ...op.load(lane * vector)],
    ...[...multiplyFloats, ...addFloats, ...op.set(sum)],
  ]),
  ...[...op.get(local.from), ...op.get(local.step), ...op.add, ...op.set(local.from)],
  ...[...op.get(local.weight), ...op.constant(4), ...op.add, ...op.set(local.weight)],
  ...[...op.get(local.left), ...op.constant(1), ...op.subtract, ...op.tee(local.left), ...op.again],
];

const body = (): number[] => [
  ...op.loop,
  ...sums.flatMap((sum) => [...zeros, ...op.set(sum)]),
  ...[...op.get(local.source), ...op.get(local.at), ...op.add, ...op.set(local.from)],
  ...[...op.get(local.weights), ...op.set(local.weight), ...op.get(local.taps), ...op.set(local.left)],
  ...[...op.loop, ...tap(), ...op.end],
  ...sums.flatMap((sum, lane) => [
    ...[...op.get(local.target), ...op.get(local.at), ...op.add, ...op.get(sum), ...op.store(lane * vector)],
  ]),
  ...[...op.get(local.at), ...op.constant(sums.length * vector), ...op.add, ...op.tee(local.at)],
  ...[...op.get(local.bytes), ...op.isLess, ...op.again],
  ...op.end,
];

/** `run(source, target, bytes, step, weights, taps)`. */
export function filterCode(): Uint8Array {
  return moduleOf({
    parameters: Array<number>(6).fill(types.i32),
    locals: [
      { type: types.i32, count: 4 },
      { type: types.v128, count: 5 },
    ],
    body: body(),
  });
}
