import type { NetworkLayer } from '@contract';
import { useStore } from 'zustand';
import { z } from 'zod';
import { kindWords, shapeWords } from '../../../figure/inside/layerWords';
import { useLayers, useMaps } from '../../../figure/inside/useInside';
import { useOpenedNetwork } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The network, and the frame of the film. */
export const values = pageValues(
  'overview',
  z.strictObject({ model: z.string().min(1).default('cnn'), frame: z.int().min(0).default(1) }),
);

export const mapsInFrame = 12;
/** More frames would make a film that nobody watches to its end. */
const mostFrames = 12;

/** What the network gets when the page is broken: no light at all, or five times as much. */
const lights: Readonly<Record<string, number>> = { black: 0, bright: 5 };

export type Frame =
  { readonly kind: 'input' | 'output' } | { readonly kind: 'layer'; readonly layer: NetworkLayer };

const shownKinds = new Set<NetworkLayer['kind']>(['conv', 'transposedConv', 'pool', 'resize']);

/** Layers that make maps of the photo, spread evenly over the network. */
function framesOf(layers: readonly NetworkLayer[]): readonly Frame[] {
  const fit = layers.filter(({ kind, sight }) => shownKinds.has(kind) && sight.of === 'photo');
  const count = Math.min(mostFrames, fit.length);
  const chosen = Array.from({ length: count }, (_, at) => {
    const index = count === 1 ? 0 : Math.round((at * (fit.length - 1)) / (count - 1));
    return fit[index];
  });
  const middle = chosen.flatMap((layer) => (layer ? [{ kind: 'layer' as const, layer }] : []));
  return [{ kind: 'input' }, ...middle, { kind: 'output' }];
}

/** The film: its frames, and the one that is shown. */
export function useFilm() {
  const { model: chosen, frame: wanted } = values.useValues();
  const network = useOpenedNetwork(chosen);
  const broken = useStore(learn, (state) => state.broken);
  const light = lights[broken ?? ''] ?? 1;
  const answer = useLayers({ ...network, light });
  const frames = framesOf(answer.value?.layers ?? []);
  const at = Math.min(wanted, frames.length - 1);
  const frame = frames[at] ?? { kind: 'input' as const };
  const layer = frame.kind === 'layer' ? frame.layer : undefined;
  const maps = useMaps({ ...network, light }, { layer: layer?.index, first: 0, most: mapsInFrame });
  return { answer, frames, at, frame, layer, maps, light };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { answer, frames, at, frame, layer, light } = useFilm();
  if (answer.value === null) return answer.error?.message ?? '';
  const { input, totalMs } = answer.value;
  const size = `${input.width} × ${input.height}`;
  const given =
    light === 0 ? 'a black photo' : light === 1 ? 'the photo' : `the photo, ${light} times as bright`;
  if (frame.kind === 'input')
    return `The input: ${given}, ${size} pixels in three colours. This is all that the network knows.`;
  if (layer === undefined)
    return `The output: a photo of ${size} pixels again, after ${shown(totalMs, 1)} ms on this machine’s processor.`;
  return `Step ${at} of ${frames.length - 2}: ${layer.name}, a ${kindWords(layer)}, hands on ${shapeWords(layer)} values between ${shown(layer.min)} and ${shown(layer.max)}.`;
}
