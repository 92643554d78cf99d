import { activationNames, activations, runNeuron, type ActivationName, type NeuronRun } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { Picture } from '../../../../bridge';
import { activationLabels } from '../../../figure/activationLabels';
import { keepLast } from '../../../figure/keepLast';
import { shown } from '../../../figure/number';
import { signedPicture } from '../../../figure/signedPicture';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

const weight = z.number().min(-2).max(2);

/** Weights, bias and activation, and the pixel as a share of the photo's sides. */
export const values = pageValues(
  'neuron',
  z.strictObject({
    red: weight.default(0.3),
    green: weight.default(0.6),
    blue: weight.default(0.1),
    bias: z.number().min(-1).max(1).default(-0.1),
    activation: z.enum(activationNames as readonly [ActivationName, ...ActivationName[]]).default('relu'),
    x: z.number().min(0).max(1).default(0.5),
    y: z.number().min(0).max(1).default(0.5),
  }),
);

export const pictureSize = 320;

export type SeenPixel = { readonly column: number; readonly row: number; readonly inputs: readonly number[] };

/** The neuron of the page at work on the chosen pixel. Null: the photo is not there yet. */
export function useNeuron(): {
  pixel: SeenPixel;
  run: NeuronRun;
  activation: ActivationName;
  bias: number;
} | null {
  const { red, green, blue, bias: set, activation: chosen, x, y } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const picture = useLessonPicture(pictureSize);
  if (picture === null) return null;
  const { width, height, data } = picture;
  const [column, row] = [Math.round(x * (width - 1)), Math.round(y * (height - 1))];
  const at = (row * width + column) * 3;
  const inputs = [...data.subarray(at, at + 3)].map((value) => value / 255);
  const activation = broken === 'noActivation' ? 'linear' : chosen;
  const bias = broken === 'noBias' ? 0 : set;
  const run = runNeuron({ weights: [red, green, blue], bias, activation }, inputs);
  return { pixel: { column, row, inputs }, run, activation, bias };
}

/** What the neuron says at every pixel. Its greatest answer is wholly amber or blue. Null: the photo is not there yet. */
export function useAnswers(): Picture | null {
  const { red, green, blue } = values.useValues();
  const picture = useLessonPicture(pictureSize);
  const neuron = useNeuron();
  if (picture === null || neuron === null) return null;
  return answersOf(picture, `${red} ${green} ${blue} ${neuron.bias}`, neuron.activation);
}

const answersOf = keepLast((picture: Picture, numbers: string, activation: ActivationName): Picture => {
  const [red = 0, green = 0, blue = 0, bias = 0] = numbers.split(' ').map(Number);
  const { of } = activations[activation];
  const { width, height, data } = picture;
  const answers = Float64Array.from({ length: width * height }, (_, pixel) => {
    const [r = 0, g = 0, b = 0] = data.subarray(3 * pixel, 3 * pixel + 3);
    return of((red * r + green * g + blue * b) / 255 + bias);
  });
  const most = answers.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  return signedPicture(picture, answers, most || 1);
});

/** What the figure shows, in words. */
export function useSays(): string {
  const { red, green, blue } = values.useValues();
  const shownNeuron = useNeuron();
  if (shownNeuron === null) return '';
  const { pixel, run, activation, bias } = shownNeuron;
  const parts = [red, green, blue].map(
    (weight, index) => `${shown(weight, 2)} × ${shown(pixel.inputs[index] ?? 0)}`,
  );
  const fires = run.output > 0 ? 'The neuron fires.' : 'The neuron stays silent.';
  const isDark = pixel.inputs.every((value) => value < 0.05);
  const dark = isDark ? ' The pixel is almost black, so the bias decides.' : '';
  return `Pixel ${pixel.column}, ${pixel.row}: ${parts.join(' + ')} + bias ${shown(bias, 2)} = ${shown(run.sum)}. After ${activationLabels[activation]}: ${shown(run.output)}. ${fires}${dark}`;
}
