import { scientific, shown } from '../../../figure/number';
import type { OneStep, Step } from './oneStep';
import { parameterNames, stages, type BoxId } from './stages';

/** One number with its gradient. */
function pair(
  values: ArrayLike<number>,
  gradients: ArrayLike<number>,
  at: number,
): { value: number; gradient: number } {
  return { value: values[at] ?? 0, gradient: gradients[at] ?? 0 };
}

/** Values and gradients of the boxes. @throws RangeError unless there are two layers */
export function boxesOf({
  run,
  gradients,
  loss,
  lossGradient,
}: Step): Readonly<Record<BoxId, { value: number; gradient: number }>> {
  const [hidden, output] = run.layers;
  const [back] = gradients.layers;
  if (hidden === undefined || output === undefined || back === undefined)
    throw new RangeError('the graph needs two layers');
  return {
    x1: pair(hidden.inputs, back.inputs, 0),
    x2: pair(hidden.inputs, back.inputs, 1),
    s1: pair(hidden.sums, back.sums, 0),
    s2: pair(hidden.sums, back.sums, 1),
    h1: pair(hidden.outputs, back.outputs, 0),
    h2: pair(hidden.outputs, back.outputs, 1),
    y: pair(output.sums, [lossGradient], 0),
    loss: { value: loss, gradient: 1 },
  };
}

/** How each of the nine parameters stands. */
export function parametersOf({ net, gradients, checked, after }: Step) {
  return parameterNames.map((name, at) => {
    const gradient = gradients.parameters[at] ?? 0;
    const check = checked[at] ?? 0;
    return {
      name,
      value: net.parameters[at] ?? 0,
      gradient,
      check,
      // Relative where the gradient is large, so that rounding does not count.
      agrees: Math.abs(gradient - check) <= 1e-6 * Math.max(1, Math.abs(check)),
      after: after.parameters[at] ?? 0,
    };
  });
}

/** The arithmetic of one stage, with its numbers. */
export function toldStage({ step, patch, rate, activation }: OneStep, stage: number): string {
  const box = boxesOf(step);
  const p = parametersOf(step);
  const n = (value: number | undefined): string => figure(value ?? 0);
  const weight = (at: number): string => n(p[at]?.value);
  const grad = (at: number): string => n(p[at]?.gradient);
  const slopeOf = (unit: 's1' | 's2', from: 'h1' | 'h2'): string =>
    box[from].gradient === 0 ? '0' : n(box[unit].gradient / box[from].gradient);
  const sum = (unit: 1 | 2): string => {
    const [a, b, c] = unit === 1 ? [0, 1, 4] : [2, 3, 5];
    return `s${unit === 1 ? '₁' : '₂'} = ${weight(a)} × ${n(box.x1.value)} + ${weight(b)} × ${n(box.x2.value)} + ${weight(c)} = ${n(unit === 1 ? box.s1.value : box.s2.value)}`;
  };
  const told = [
    () => sum(1),
    () => sum(2),
    () => `h₁ = φ(s₁) = φ(${n(box.s1.value)}) = ${n(box.h1.value)}, φ being ${activation}`,
    () => `h₂ = φ(s₂) = φ(${n(box.s2.value)}) = ${n(box.h2.value)}, φ being ${activation}`,
    () =>
      `ŷ = ${weight(6)} × ${n(box.h1.value)} + ${weight(7)} × ${n(box.h2.value)} + ${weight(8)} = ${n(box.y.value)}`,
    () => `L = (ŷ − t)² = (${n(box.y.value)} − ${n(patch.target)})² = ${n(box.loss.value)}`,
    () => `∂L/∂ŷ = 2 (ŷ − t) = ${n(box.y.gradient)}`,
    () =>
      `∂L/∂v₁ = h₁ × ∂L/∂ŷ = ${n(box.h1.value)} × ${n(box.y.gradient)} = ${grad(6)};  ∂L/∂v₂ = ${grad(7)};  ∂L/∂c = ${grad(8)}`,
    () =>
      `∂L/∂h₁ = v₁ × ∂L/∂ŷ = ${weight(6)} × ${n(box.y.gradient)} = ${n(box.h1.gradient)};  ∂L/∂h₂ = ${n(box.h2.gradient)}`,
    () =>
      `∂L/∂s₁ = φ′(s₁) × ∂L/∂h₁ = ${slopeOf('s1', 'h1')} × ${n(box.h1.gradient)} = ${n(box.s1.gradient)};  ∂L/∂s₂ = ${n(box.s2.gradient)}`,
    () =>
      `∂L/∂w₁₁ = x₁ × ∂L/∂s₁ = ${n(box.x1.value)} × ${n(box.s1.gradient)} = ${grad(0)};  ∂L/∂w₁₂ = ${grad(1)};  ∂L/∂b₁ = ${grad(4)}`,
    () =>
      `∂L/∂w₂₁ = x₁ × ∂L/∂s₂ = ${n(box.x1.value)} × ${n(box.s2.gradient)} = ${grad(2)};  ∂L/∂w₂₂ = ${grad(3)};  ∂L/∂b₂ = ${grad(5)}`,
    () =>
      `w₁₁ ← ${weight(0)} − ${shown(rate, 2)} × ${grad(0)} = ${n(p[0]?.after)}, and so for all nine. The next forward pass begins.`,
  ];
  return told[stage - 1]?.() ?? 'Nothing is computed yet. Step begins the forward pass.';
}

export const passNames = { forward: 'Forward', backward: 'Backward', update: 'Update' } as const;

/** The page's sentence. */
export function toldStep(one: OneStep, { stage, updates }: { stage: number; updates: number }): string {
  const { losses } = one;
  const now = losses.at(-1) ?? 0;
  const pass = stages[stage - 1]?.pass;
  const at =
    pass === undefined ? '' : ` Box ${stage} of ${stages.length}, ${passNames[pass].toLowerCase()} pass.`;
  const first =
    updates === 0
      ? 'No update has been made.'
      : `After ${updatesText(updates)} the loss went from ${figure(losses[0] ?? 0)} to ${figure(now)}.`;
  return `${first}${at} ${toldStage(one, stage)}`;
}

export const updatesText = (count: number): string => (count === 1 ? '1 update' : `${count} updates`);

/** A number that may have grown beyond all bounds. */
export function figure(value: number): string {
  return Math.abs(value) < 1e4 || !Number.isFinite(value) ? shown(value, 4) : scientific(value, 2);
}
