/** @file Reading without a check at each place. Each kind of array needs a function of its own, because a shared one would be slow. */

export function f32(values: Float32Array, at: number): number {
  return values[at] ?? 0;
}

export function f64(values: Float64Array, at: number): number {
  return values[at] ?? 0;
}
