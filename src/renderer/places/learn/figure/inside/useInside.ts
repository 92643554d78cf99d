import type { CallOutput, NetworkLayer } from '@contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { call, fetchPicture, type Picture } from '../../../../bridge';
import { lessonPhoto } from '../../state/lessonPhoto';
import type { Answer } from '../useAnswer';
import { forgetAnswers, useShared } from './answers';

/** Long edge of the photo inside of a network, pixels. Larger ones take longer and show no more. */
export const insideSize = 256;

/** The network and the light that it gets: 1 is the photo as it is, 0 is black. */
export type Inside = { readonly model: string; readonly light?: number };

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

const usePhoto = (): string | undefined => useStore(lessonPhoto, ({ entry }) => entry?.photo);

const subjectOf = (photo: string, { model, light = 1 }: Inside) => ({
  photo,
  size: insideSize,
  model,
  controls: {},
  light,
});

/** A hook: the layers of a network, with the lessons' photo in it. */
export function useLayers({ model, light = 1 }: Inside): Answer<LayerList> {
  const photo = usePhoto();
  const question = useMemo(
    () =>
      photo === undefined
        ? null
        : {
            key: `layers ${photo} ${model} ${light}`,
            ask: async (signal: AbortSignal): Promise<LayerList> => {
              const found = await call('network.layers', subjectOf(photo, { model, light }), { signal });
              const [input, result] = await Promise.all(
                [found.input, found.result].map((image) => fetchPicture(photo, image, signal)),
              );
              if (input === undefined || result === undefined) throw new Error('two pictures were asked for');
              return { ...found, input, result };
            },
          },
    [photo, model, light],
  );
  return useShared(question);
}

export type MapPage = { readonly layer: number | undefined; readonly first: number; readonly most: number };

/** A hook: maps of a layer. */
export function useMaps({ model, light = 1 }: Inside, { layer, first, most }: MapPage): Answer<LayerMaps> {
  const photo = usePhoto();
  const question = useMemo(
    () =>
      photo === undefined || layer === undefined
        ? null
        : {
            key: `maps ${photo} ${model} ${light} ${layer} ${first} ${most}`,
            ask: async (signal: AbortSignal): Promise<LayerMaps> => {
              const subject = subjectOf(photo, { model, light });
              const found = await call('network.maps', { ...subject, layer, first, most }, { signal });
              return { ...found, picture: await fetchPicture(photo, found.picture, signal) };
            },
          },
    [photo, model, light, layer, first, most],
  );
  return useShared(question);
}

export type Spot = {
  readonly layer: number | undefined;
  readonly filter: number;
  readonly row: number;
  readonly column: number;
};

/** A hook: one value of a layer, taken apart. */
export function usePixel({ model }: Inside, { layer, filter, row, column }: Spot): Answer<Pixel> {
  const photo = usePhoto();
  const question = useMemo(
    () =>
      photo === undefined || layer === undefined
        ? null
        : {
            key: `pixel ${photo} ${model} ${layer} ${filter} ${row} ${column}`,
            ask: (signal: AbortSignal) =>
              call(
                'network.pixel',
                { ...subjectOf(photo, { model }), layer, filter, row, column },
                { signal },
              ),
          },
    [photo, model, layer, filter, row, column],
  );
  return useShared(question);
}

/** A hook: all weights of a convolution. */
export function useKernels(model: string, layer: number | undefined): Answer<CallOutput<'network.kernels'>> {
  const question = useMemo(
    () =>
      layer === undefined
        ? null
        : {
            key: `kernels ${model} ${layer}`,
            ask: (signal: AbortSignal) => call('network.kernels', { model, layer }, { signal }),
          },
    [model, layer],
  );
  return useShared(question);
}

/** A hook: the attention inside of a network. */
export function useAttention({ model, light = 1 }: Inside): Answer<Attention> {
  const photo = usePhoto();
  const question = useMemo(
    () =>
      photo === undefined
        ? null
        : {
            key: `attention ${photo} ${model} ${light}`,
            ask: async (signal: AbortSignal): Promise<Attention> => {
              const found = await call('network.attention', subjectOf(photo, { model, light }), { signal });
              const input = await fetchPicture(photo, found.input, signal);
              const places = await Promise.all(
                found.places.map(async (place) => ({
                  ...place,
                  picture: await fetchPicture(photo, place.picture, signal),
                })),
              );
              return { ...found, input, places };
            },
          },
    [photo, model, light],
  );
  return useShared(question);
}

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
