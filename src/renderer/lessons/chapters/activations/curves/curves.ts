import { activationNames, activations, deepCurve, type ActivationName } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { activationLabels } from '../../../figure/activationLabels';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The activation, the input on its curve, and the seed of the deep network. */
export const values = pageValues(
  'activations',
  z.strictObject({
    activation: z.enum(activationNames as readonly [ActivationName, ...ActivationName[]]).default('relu'),
    input: z.number().min(-4).max(4).default(1),
    seed: z.int().min(1).max(999).default(3),
  }),
);

/** Depth and width of the network beside the curve. */
export const deep = { depth: 4, width: 8 } as const;

/** The network's values at inputs from −2 to 2. */
export function useDeepCurve(): readonly (readonly [number, number])[] {
  const { seed } = values.useValues();
  const curve = deepCurve({ ...deep, activation: useActivation(), seed });
  return Array.from({ length: 161 }, (_, index) => {
    const x = -2 + index / 40;
    return [x, curve(x)] as const;
  });
}

/** The chosen activation, unless the page is broken. */
export function useActivation(): ActivationName {
  const { activation } = values.useValues();
  return useStore(learn, ({ broken }) => (broken === 'removed' ? 'linear' : activation));
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { input } = values.useValues();
  const name = useActivation();
  const { of, derivative } = activations[name];
  const slope = derivative(input);
  const flat =
    Math.abs(slope) < 0.05 ? ' The slope is almost zero here, so nothing is learned from this input.' : '';
  const deepText =
    name === 'linear'
      ? 'The deep network is a straight line.'
      : 'The deep network bends where its neurons switch on and off.';
  return `${activationLabels[name]} makes ${shown(of(input))} of ${shown(input, 2)}, with slope ${shown(slope)}.${flat} ${deepText}`;
}
