import { useStore } from 'zustand';
import { z } from 'zod';
import { countWords, kindWords, msWords } from '../../../figure/inside/layerWords';
import { layerNear, useLayers, useMaps } from '../../../figure/inside/useInside';
import { useOpenedNetwork } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The network, the chosen layer, and the page of its maps. */
export const values = pageValues(
  'layers',
  z.strictObject({
    model: z.string().min(1).default('cnn'),
    layer: z.int().min(0).default(0),
    from: z.enum(['photo', 'thumbnail']).default('photo'),
    first: z.int().min(0).default(0),
  }),
);

/** Maps on one page. */
export const mapsAtOnce = 16;

/** The layers of the chosen network and the maps of the chosen one. */
export function useChosen() {
  const { model: chosen, layer: wanted, first, from } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const network = useOpenedNetwork(chosen);
  const answer = useLayers(network);
  const layers = answer.value?.layers ?? [];
  const isSplit = layers.some(({ sight }) => sight.of === 'thumbnail');
  const listed = isSplit ? layers.filter(({ sight }) => sight.of === from) : layers;
  const layer = layerNear(listed, wanted, () => true);
  const start = layer !== undefined && first < layer.shape[0] ? first : 0;
  const maps = useMaps(network, { layer: layer?.index, first: start, most: mapsAtOnce });
  const scale = broken === 'oneScale' && layer ? { min: layer.min, max: layer.max } : undefined;
  return { answer, listed, isSplit, layer, start, maps, scale };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { answer, layer, scale } = useChosen();
  if (answer.value === null || layer === undefined) return answer.error?.message ?? '';
  const { totalMs, layers } = answer.value;
  const weights = layers.reduce((sum, one) => sum + one.weights, 0);
  const silent =
    layer.silent.length === 0
      ? 'None of its maps is silent.'
      : `${layer.silent.length} of its ${layer.shape[0]} maps ${layer.silent.length === 1 ? 'is' : 'are'} silent: every value is zero.`;
  return `${layers.length} layers with ${countWords(weights)} weights take ${shown(totalMs, 1)} ms on this machine’s processor. ${layer.name}, a ${kindWords(layer)}, takes ${msWords(layer)} and hands on values from ${shown(layer.min)} to ${shown(layer.max)}. ${silent}${scale ? ' Its maps are drawn on one scale.' : ''}`;
}
