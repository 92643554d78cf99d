import {
  convolve,
  convolvedLength,
  kernels,
  paddings,
  patchAt,
  receptiveField,
  type KernelName,
  type Plane,
} from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { Picture } from '../../../../bridge';
import { keepLast } from '../../../figure/keepLast';
import { shown } from '../../../figure/number';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const pictureSize = 192;

export const channels = ['red', 'green', 'blue'] as const;

/** Layers without padding that the break stacks. */
const manyLayers = 16;

const schema = z
  .strictObject({
    side: z.union([z.literal(3), z.literal(5)]).default(3),
    weights: z.array(z.number().min(-99).max(99)).default(() => [...kernels.sharpen(3)]),
    stride: z.int().min(1).max(4).default(1),
    padding: z.enum(paddings).default('zero'),
    channel: z.enum(channels).default('green'),
    layers: z.int().min(1).max(6).default(3),
    x: z.number().min(0).max(1).default(0.5),
    y: z.number().min(0).max(1).default(0.5),
  })
  .refine(({ side, weights }) => weights.length === side * side);

/** The kernel, how it moves, the colour whose numbers are shown, the stacked layers, and the chosen place. */
export const values = pageValues('convolution', schema);

type Values = z.infer<typeof schema>;

/** The preset that the weights are. Null: they were edited. */
export function presetOf({ side, weights }: Values): KernelName | null {
  const names = Object.keys(kernels) as KernelName[];
  return names.find((name) => kernels[name](side).every((value, at) => value === weights[at])) ?? null;
}

const planesOf = keepLast(({ width, height, data }: Picture): readonly Plane[] =>
  channels.map((_, channel) => ({
    width,
    height,
    data: Float64Array.from({ length: width * height }, (__, at) => (data[at * 3 + channel] ?? 0) / 255),
  })),
);

/** All colours through the kernel, as often as told. Only the first layer has a stride. */
const filtered = keepLast((picture: Picture, weights: readonly number[], how: string): readonly Plane[] => {
  const { stride, padding, layers } = z
    .object({ stride: z.number(), padding: z.enum(paddings), layers: z.number() })
    .parse(JSON.parse(how));
  const kernel = { side: Math.sqrt(weights.length), weights };
  return planesOf(picture).map((plane) => {
    let out = convolve(plane, kernel, { stride, padding });
    for (let layer = 1; layer < layers; layer += 1) out = convolve(out, kernel, { stride: 1, padding });
    return out;
  });
});

const blurs = { 3: kernels.blur(3), 5: kernels.blur(5) } as const;

const withMiddle = keepLast((weights: readonly number[]): readonly number[] =>
  weights.map((weight, at) => (at === (weights.length - 1) / 2 ? weight + 1.5 : weight)),
);

const drawn = keepLast((planes: readonly Plane[], isSigned: boolean): Picture => {
  const [{ width, height } = { width: 0, height: 0 }] = planes;
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const value = planes[at % 3]?.data[Math.floor(at / 3)] ?? 0;
    return Math.round(255 * Math.min(1, Math.max(0, isSigned ? 0.5 + value / 2 : value)));
  });
  return { width, height, data };
});

/** Kernel, stride, padding and layers, as the page's break changes them. */
function useSettings() {
  const all = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const isShrunk = broken === 'shrink';
  const weights = isShrunk ? blurs[all.side] : broken === 'sum' ? withMiddle(all.weights) : all.weights;
  const padding = isShrunk ? ('none' as const) : all.padding;
  return { ...all, weights, padding, applied: isShrunk ? manyLayers : 1 };
}

/** The place of the result under the chosen pixel, its patch, and what becomes of it. */
function placeOf(picture: Picture, settings: ReturnType<typeof useSettings>) {
  const { side, stride, padding, channel, x, y, weights } = settings;
  const pad = padding === 'none' ? 0 : (side - 1) / 2;
  const along = (share: number, length: number): number => {
    const last = convolvedLength(length, side, { stride, padding }) - 1;
    const start = Math.round(share * (length - 1)) - (side - 1) / 2 + pad;
    return Math.max(0, Math.min(last, Math.round(start / stride)));
  };
  const place = { column: along(x, picture.width), row: along(y, picture.height) };
  const plane = planesOf(picture)[channels.indexOf(channel)] ?? {
    width: 0,
    height: 0,
    data: new Float64Array(),
  };
  const patch = patchAt(plane, { side, stride, padding }, place);
  const products = patch.map((value, at) => value * (weights[at] ?? 0));
  const sum = products.reduce((total, value) => total + value, 0);
  const start = { x: place.column * stride - pad, y: place.row * stride - pad };
  return { place, start, patch, products, sum };
}

/** The kernel at work on the photo. Null: the photo is not there yet. */
export function useConvolution() {
  const settings = useSettings();
  const picture = useLessonPicture(pictureSize);
  if (picture === null) return null;
  const { side, weights, stride, padding, applied, layers } = settings;
  const planes = filtered(picture, weights, JSON.stringify({ stride, padding, layers: applied }));
  const kernelSum = weights.reduce((total, weight) => total + weight, 0);
  const isSigned = Math.abs(kernelSum) < 1e-9;
  const [first] = planes;
  const fits = first !== undefined && first.data.length > 0;
  const count = planes.reduce((total, { data }) => total + data.length, 0);
  const outside = planes.reduce(
    (total, { data }) =>
      total + data.filter((value) => (isSigned ? Math.abs(value) > 1 : value < 0 || value > 1)).length,
    0,
  );
  return {
    ...settings,
    picture,
    kernelSum,
    isSigned,
    out: fits ? drawn(planes, isSigned) : null,
    outside: count === 0 ? 0 : outside / count,
    field: receptiveField(layers, side, stride),
    ...placeOf(picture, settings),
  };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useConvolution();
  if (now === null) return '';
  const { picture, out, side, kernelSum, sum, patch, channel, layers, field, outside, applied } = now;
  if (out === null)
    return `The kernel of ${side} × ${side} does not fit into ${picture.width} × ${picture.height} pixels without padding, so nothing is left.`;
  const middle = shown(patch[(patch.length - 1) / 2] ?? 0);
  const size = `${picture.width} × ${picture.height} pixels become ${out.width} × ${out.height}`;
  const often = applied > 1 ? ` after ${applied} layers` : '';
  const clipped =
    outside > 0.005 ? ` ${shown(100 * outside, 1)} % of the results lie outside what can be shown.` : '';
  return `The weights add up to ${shown(kernelSum, 2)}. At the chosen place ${channel} goes from ${middle} to ${shown(sum)}; ${size}${often}. ${layers === 1 ? 'One layer sees' : `${layers} stacked layers see`} ${field} × ${field} pixels.${clipped}`;
}
