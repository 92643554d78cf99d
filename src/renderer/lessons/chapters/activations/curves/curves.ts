import { activationNames, activations, deepCurve, lumaWeights, type ActivationName } from '@core';
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

/** Long edge of the photo, pixels. */
const pictureSize = 360;

/** The sum at which a pixel of the picture is wholly amber, or at its negative wholly blue. */
const mostShown = 2;

/** A sum for each pixel, as a neuron would have it: the luma, with mean 0 and deviation 1. */
export const sumsOf = keepLast(({ width, height, data }: Picture): Float64Array => {
  const lumas = Float64Array.from({ length: width * height }, (_, at) =>
    lumaWeights.reduce((sum, share, channel) => sum + (share * (data[3 * at + channel] ?? 0)) / 255, 0),
  );
  const mean = lumas.reduce((sum, luma) => sum + luma, 0) / lumas.length;
  const variance = lumas.reduce((sum, luma) => sum + (luma - mean) ** 2, 0) / lumas.length;
  // Rounding alone must not look like a picture.
  const deviation = variance > 1e-9 ? Math.sqrt(variance) : 1;
  return lumas.map((luma) => (luma - mean) / deviation);
});

const through = keepLast((photo: Picture, name: ActivationName) => {
  const sums = sumsOf(photo);
  const outputs = sums.map(activations[name].of);
  const silent = outputs.filter((value) => value === 0).length / outputs.length;
  return {
    photo,
    before: signedPicture(photo, sums, mostShown),
    after: signedPicture(photo, outputs, mostShown),
    silent,
    least: outputs.reduce((least, value) => Math.min(least, value), Infinity),
    greatest: outputs.reduce((most, value) => Math.max(most, value), -Infinity),
  };
});

/** The photo through the activation, pixel by pixel. Null: it is not there yet. */
export function usePhotoThrough() {
  const picture = useLessonPicture(pictureSize);
  const name = useActivation();
  return picture === null ? null : through(picture, name);
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
  const photo = usePhotoThrough();
  const silent =
    photo !== null && photo.silent > 0
      ? ` It silences ${Math.round(100 * photo.silent)} % of the photo’s pixels.`
      : '';
  return `${activationLabels[name]} makes ${shown(of(input))} of ${shown(input, 2)}, with slope ${shown(slope)}.${flat} ${deepText}${silent}`;
}
