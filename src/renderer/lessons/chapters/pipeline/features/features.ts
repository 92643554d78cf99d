import { convolveMaps, randomKernels, type FilterMaps } from '@core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { LayerMaps } from '../../../figure/inside/useInside';
import { layerNear, useKernels, useLayers, useMaps } from '../../../figure/inside/useInside';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The seed of the random kernels, and the filter that is looked at. */
export const values = pageValues(
  'features',
  z.strictObject({ seed: z.int().min(1).max(999).default(1), filter: z.int().min(0).max(15).default(0) }),
);

/** The page is about this network, whatever is chosen elsewhere. */
const network = { model: 'cnn', controls: {} };
export const filtersShown = 16;

/** The first layer's kernels as shipped, random ones of the same shape, and both answers to the photo. */
export function useFeatures() {
  const { seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const answer = useLayers(network);
  const layer = layerNear(
    answer.value?.layers,
    0,
    ({ kind, inputs, from, shape }) =>
      kind === 'conv' && inputs === 3 && from.length === 0 && shape[0] <= filtersShown,
  );
  const kernels = useKernels(network.model, layer?.index);
  const maps = useMaps(network, { layer: layer?.index, first: 0, most: filtersShown });
  const input = answer.value?.input ?? null;
  const shape = kernels.value;
  const random = useMemo(() => {
    if (shape === null || input === null) return null;
    const { rows, columns } = shape;
    const size = { filters: shape.kernels.length, inputs: shape.kernels[0]?.length ?? 0, rows, columns };
    const made =
      broken === 'equal' ? randomKernels({ ...size, filters: 1 }, seed) : randomKernels(size, seed);
    const all = Array.from({ length: size.filters }, (_, at) => made[broken === 'equal' ? 0 : at] ?? []);
    return { kernels: all, maps: atlasOf(convolveMaps(input, { kernels: all, rows, columns })) };
  }, [shape, input, seed, broken]);
  const isWaiting = answer.error === null && (random === null || maps.value === null);
  const note = layer === undefined ? '–' : `layer ${layer.name} of the small network`;
  return { answer, layer, note, kernels: kernels.value, maps, random, isWaiting };
}

/** Maps as the grid wants them: one picture, each stretched to its own range. */
function atlasOf({ width, height, maps }: FilterMaps): LayerMaps {
  const columns = Math.ceil(Math.sqrt(maps.length));
  const rows = Math.ceil(maps.length / columns);
  const data = new Uint8Array(width * columns * height * rows * 3);
  const ranges = maps.map((map, cell) => {
    let [min, max] = [Infinity, -Infinity];
    for (const value of map) [min, max] = [Math.min(min, value), Math.max(max, value)];
    const scale = max > min ? 255 / (max - min) : 0;
    map.forEach((value, at) => {
      const x = (cell % columns) * width + (at % width);
      const y = Math.floor(cell / columns) * height + Math.floor(at / width);
      const start = (y * width * columns + x) * 3;
      data.fill(Math.round((value - min) * scale), start, start + 3);
    });
    return { channel: cell, min, max, isSilent: min === 0 && max === 0 };
  });
  const picture = { width: width * columns, height: height * rows, data };
  return { picture, columns, width, height, maps: ranges };
}

/** How smooth a kernel is: the share of its energy that neighbouring weights have in common, −1 to 1. */
export function smoothness(kernel: readonly (readonly number[])[], columns: number): number {
  let [common, all] = [0, 0];
  for (const weights of kernel) {
    weights.forEach((weight, at) => {
      all += weight * weight;
      if (at % columns < columns - 1) common += weight * (weights[at + 1] ?? 0);
    });
  }
  const pairs = (columns - 1) / columns;
  return all === 0 ? 0 : common / (all * pairs);
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

/** What the figure shows, in words. */
export function useSays(): string {
  const { answer, kernels, random, layer } = useFeatures();
  if (kernels === null || random === null || layer === undefined) return answer.error?.message ?? '';
  const { columns } = kernels;
  const [learned, drawn] = [kernels.kernels, random.kernels].map((set) =>
    mean(set.map((kernel) => smoothness(kernel, columns))),
  );
  const silent = layer.silent.length;
  const told =
    silent === 0
      ? ''
      : ` ${silent} learned ${silent === 1 ? 'filter is' : 'filters are'} silent on this photo.`;
  return `${kernels.kernels.length} filters of ${kernels.rows} × ${columns} in three colours. Neighbouring weights agree by ${shown(learned ?? 0, 2)} in the learned ones and by ${shown(drawn ?? 0, 2)} in the random ones.${told}`;
}
