export type Axis = { readonly from: number; readonly to: number; readonly step: number };

const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50] as const;
/** Infinite values stand at the end. */
const mostSteps = 5;

/** Round ends around the values, at most five steps apart. Null where there are none, or infinite ones alone. */
export function axisOf(values: readonly number[]): Axis | null {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0) return null;
  const step = steps.find((one) => Math.ceil(most / one) - Math.floor(least / one) <= mostSteps) ?? 100;
  const from = Math.floor(least / step) * step;
  return { from, to: Math.max(from + step, Math.ceil(most / step) * step), step };
}

/** The place of a value, 0 to 1. */
export function placeOn(axis: Axis | null, value: number): number {
  if (axis === null) return value === Infinity ? 1 : 0;
  const { from, to } = axis;
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
