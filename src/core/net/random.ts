/** Numbers that look random and are the same for the same seed: uniform, and normal with mean 0 and deviation 1. */
export type Random = { readonly uniform: () => number; readonly normal: () => number };

/** Mulberry32, a generator of 32 bits by Tommy Ettinger (2017, public domain). Good for figures, not for secrets. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // Box & Muller 1958. A logarithm of 0 has no place here.
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
