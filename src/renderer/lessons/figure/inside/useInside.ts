import type { CallOutput, NetworkLayer, PhotoEntry } from '@contract';
import { call, fetchPicture, type Picture } from '../../../bridge';
import type { OpenedNetwork } from '../lessonModel';
import { answering, forgetAnswers, type Answer } from '../useAnswer';

/** Long edge of the photo inside of a network, pixels. Larger ones take longer and show no more. */
export const insideSize = 256;

/** The network as it is set, and the light that it gets: 1 is the photo as it is, 0 is black. */
export type Inside = OpenedNetwork & { readonly light?: number };

export type LayerList = Omit<CallOutput<'network.layers'>, 'input' | 'result'> & {
  readonly input: Picture;
  readonly result: Picture;
};

export type LayerMaps = Omit<CallOutput<'network.maps'>, 'picture'> & { readonly picture: Picture };
export type Pixel = CallOutput<'network.pixel'>;
export type Attention = Omit<CallOutput<'network.attention'>, 'input' | 'places'> & {
  readonly input: Picture;
  readonly places: readonly (Omit<CallOutput<'network.attention'>['places'][number], 'picture'> & {
    readonly picture: Picture;
  })[];
};

const subjectOf = ({ photo }: PhotoEntry, { model, controls, light = 1 }: Inside) => ({
  photo,
  size: insideSize,
  model,
  controls,
  light,
});

const insideKey = ({ model, controls, light = 1 }: Inside): string =>
  `${model} ${JSON.stringify(controls)} ${light}`;

/** A hook: the layers of a network, with the lessons' photo in it. */
export const useLayers = answering(insideKey, async (inside: Inside, entry, signal): Promise<LayerList> => {
  const found = await call('network.layers', subjectOf(entry, inside), { signal });
  const input = await fetchPicture(entry.photo, found.input, signal);
  const result = await fetchPicture(entry.photo, found.result, signal);
  return { ...found, input, result };
});

export type MapPage = { readonly layer: number | undefined; readonly first: number; readonly most: number };

type MapQuestion = { readonly inside: Inside; readonly page: MapPage & { readonly layer: number } };

const useMapAnswer = answering(
  ({ inside, page: { layer, first, most } }: MapQuestion) => `${insideKey(inside)} ${layer} ${first} ${most}`,
  async ({ inside, page }, entry, signal): Promise<LayerMaps> => {
    const found = await call('network.maps', { ...subjectOf(entry, inside), ...page }, { signal });
    return { ...found, picture: await fetchPicture(entry.photo, found.picture, signal) };
  },
);

/** A hook: maps of a layer. */
export function useMaps(inside: Inside, { layer, first, most }: MapPage): Answer<LayerMaps> {
  return useMapAnswer(layer === undefined ? null : { inside, page: { layer, first, most } });
}

export type Spot = {
  readonly layer: number | undefined;
  readonly filter: number;
  readonly row: number;
  readonly column: number;
};

type PixelQuestion = { readonly inside: Inside; readonly spot: Spot & { readonly layer: number } };

const usePixelAnswer = answering(
  ({ inside, spot: { layer, filter, row, column } }: PixelQuestion) =>
    `${insideKey(inside)} ${layer} ${filter} ${row} ${column}`,
  ({ inside, spot }, entry, signal): Promise<Pixel> =>
    call('network.pixel', { ...subjectOf(entry, inside), ...spot }, { signal }),
);

/** A hook: one value of a layer, taken apart. */
export function usePixel(inside: Inside, { layer, filter, row, column }: Spot): Answer<Pixel> {
  return usePixelAnswer(layer === undefined ? null : { inside, spot: { layer, filter, row, column } });
}

const useKernelAnswer = answering(
  ({ model, layer }: { model: string; layer: number }) => `${model} ${layer}`,
  (question, _, signal) => call('network.kernels', question, { signal }),
);

/** A hook: all weights of a convolution. */
export function useKernels(model: string, layer: number | undefined): Answer<CallOutput<'network.kernels'>> {
  return useKernelAnswer(layer === undefined ? null : { model, layer });
}

/** A hook: the attention inside of a network. */
export const useAttention = answering(
  insideKey,
  async (inside: Inside, entry, signal): Promise<Attention> => {
    const { photo } = entry;
    const found = await call('network.attention', subjectOf(entry, inside), { signal });
    const input = await fetchPicture(photo, found.input, signal);
    const places = await Promise.all(
      found.places.map(async (place) => ({
        ...place,
        picture: await fetchPicture(photo, place.picture, signal),
      })),
    );
    return { ...found, input, places };
  },
);

/** The layer with this index, or the nearest one that fits. */
export function layerNear(
  layers: readonly NetworkLayer[] | undefined,
  index: number,
  fits: (layer: NetworkLayer) => boolean,
): NetworkLayer | undefined {
  const fitting = layers?.filter(fits) ?? [];
  return fitting.find((layer) => layer.index >= index) ?? fitting.at(-1);
}

/** Frees the networks when the lessons are left. */
export function releaseNetworks(): void {
  forgetAnswers();
  // Whoever leaves does not wait, and the engine frees them by itself after a minute.
  call('network.release', {}).catch(() => undefined);
}
