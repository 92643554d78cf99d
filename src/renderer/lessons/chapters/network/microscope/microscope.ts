import type { NetworkLayer } from '@contract';
import { breakFilter, pixelSum, type FilterBreak, type PixelSum, type PixelWindow } from '@core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import { activationWords } from '../../../figure/inside/layerWords';
import { layerNear, useLayers, usePixel, type Pixel } from '../../../figure/inside/useInside';
import { useOpenedNetwork } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The network, the layer, its filter, and the pixel as a share of the photo's sides. */
export const values = pageValues(
  'microscope',
  z.strictObject({
    model: z.string().min(1).default('cnn'),
    layer: z.int().min(0).default(0),
    filter: z.int().min(0).default(5),
    x: z.number().min(0).max(1).default(0.62),
    y: z.number().min(0).max(1).default(0.57),
    seed: z.int().min(1).max(999).default(1),
  }),
);

export const mostRows = 3;
const breaks: readonly FilterBreak[] = ['noBias', 'noActivation', 'shuffled', 'zero', 'mirrored'];
/** Of the layer's greatest magnitude: what two ways to add the same numbers may differ by. */
export const tolerance = 1e-5;

export type Row = {
  readonly channel: number;
  readonly patch: readonly number[];
  readonly kernel: readonly number[];
  readonly products: readonly number[];
  readonly sum: number;
};

export type Looked = {
  readonly pixel: Pixel;
  /** As the file has it, and as the page's break leaves it. */
  readonly asIs: PixelSum;
  readonly broken: PixelSum | null;
  readonly used: PixelWindow;
  /** The strongest rows, in the order of their channels, and what the others add up to. */
  readonly rows: readonly Row[];
  readonly others: { readonly count: number; readonly sum: number };
  readonly agrees: boolean;
};

const canLook = (layer: NetworkLayer): boolean => layer.canProbe;

/** The chosen layer, and the chosen value taken apart. */
export function useMicroscope() {
  const { model, layer: wanted, filter: chosen, x, y } = values.useValues();
  const network = useOpenedNetwork(model);
  const answer = useLayers(network);
  const layer = layerNear(answer.value?.layers, wanted, canLook);
  const [channels, height, width] = layer?.shape ?? [1, 1, 1];
  const filter = Math.min(chosen, channels - 1);
  const spot = { row: Math.round(y * (height - 1)), column: Math.round(x * (width - 1)) };
  const pixel = usePixel(network, { layer: layer?.index, filter, ...spot });
  const looked = useLooked(pixel.value);
  return { answer, network, layer, filter, spot, pixel, looked };
}

function useLooked(pixel: Pixel | null): Looked | null {
  const { seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  return useMemo(() => {
    if (pixel === null) return null;
    const how = breaks.find((one) => one === broken);
    const used = how === undefined ? pixel : breakFilter(pixel, how, seed);
    const asIs = pixelSum(pixel);
    const shownSum = how === undefined ? asIs : pixelSum(used);
    const { runtime } = pixel;
    const agrees =
      Math.abs(asIs.total - runtime.sum) <= tolerance * runtime.scale &&
      Math.abs(asIs.output - runtime.output) <= tolerance * Math.max(1, runtime.scale);
    return {
      pixel,
      asIs,
      broken: how === undefined ? null : shownSum,
      used,
      agrees,
      ...strongest(used, shownSum),
    };
  }, [pixel, broken, seed]);
}

function strongest(
  { patch, kernel }: PixelWindow,
  { products, sums }: PixelSum,
): Pick<Looked, 'rows' | 'others'> {
  const all = patch.map((values, channel) => ({
    channel,
    patch: values,
    kernel: kernel[channel] ?? [],
    products: products[channel] ?? [],
    sum: sums[channel] ?? 0,
  }));
  const bySize = [...all].sort((one, other) => Math.abs(other.sum) - Math.abs(one.sum));
  const rows = bySize.slice(0, mostRows).sort((one, other) => one.channel - other.channel);
  const rest = bySize.slice(mostRows);
  return { rows, others: { count: rest.length, sum: rest.reduce((total, { sum }) => total + sum, 0) } };
}

/** Moves to the next or the previous layer that can be looked at. */
export function stepLayer(layers: readonly NetworkLayer[], from: number, by: 1 | -1): void {
  const fit = layers.filter(canLook);
  const at = fit.findIndex(({ index }) => index === from);
  const next = fit[at + by];
  if (next !== undefined) values.set({ layer: next.index });
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { layer, filter, spot, looked, answer } = useMicroscope();
  if (layer === undefined || looked === null) return answer.error?.message ?? '';
  const { asIs, broken, pixel, agrees } = looked;
  const where = `Filter ${filter + 1} of ${layer.name} at row ${spot.row}, column ${spot.column}`;
  const sum = `${pixel.patch.length * pixel.rows * pixel.columns} products and the bias ${shown(pixel.bias)} make ${shown(asIs.total, 4)}, after ${activationWords(pixel.activation.kind)} ${shown(asIs.output, 4)}.`;
  const check = agrees
    ? 'The runtime says the same.'
    : `The runtime says ${shown(pixel.runtime.output, 6)}, which differs.`;
  const change = broken === null ? '' : ` Changed, it would be ${shown(broken.output, 4)}.`;
  return `${where}: ${sum} ${check}${change}`;
}
