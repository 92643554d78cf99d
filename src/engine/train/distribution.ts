import { trainBars, type TrainSpread } from '@contract';

/** Root of the mean square. */
export function spreadOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / Math.max(1, values.length));
}

/** How far an axis reaches so that the widest of some distributions fits. 1 if there is none. */
export function limitFor(parts: readonly Float32Array[]): number {
  const most = 3 * Math.max(0, ...parts.map(spreadOf).filter(Number.isFinite));
  return most > 0 ? most : 1;
}

/** A histogram from -limit to limit. What is not a number is left out. */
export function distribution(values: Float32Array, limit: number): TrainSpread {
  const bars = Array<number>(trainBars).fill(0);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const at = Math.floor(((value / limit + 1) / 2) * trainBars);
    const bar = Math.min(trainBars - 1, Math.max(0, at));
    bars[bar] = (bars[bar] ?? 0) + 1;
  }
  const spread = spreadOf(values);
  return { bars, spread: Number.isFinite(spread) ? spread : null };
}
