import { calls, type Explanation, type HostImage, type ImageRef } from '@contract';
import { bind } from '../calls/BoundCall';
import type { Services } from './Services';

/** Pixels and numbers of an open photo: all of it is the engine's work, and pixels wait in the image store for the page. */
export function pixelHandlers({ registry, images, engine }: Services) {
  return {
    'photos.preview': bind(calls['photos.preview'], async ({ photo, size }, context) => {
      const { path, page } = registry.get(photo);
      const { picture, display, ...rest } = await engine.preview({ path, page, size }, context);
      return {
        picture: images.put(photo, picture),
        display: display === null ? null : images.put(photo, display),
        ...rest,
      };
    }),
    'photos.draft': bind(calls['photos.draft'], async ({ photo, ...input }, context) => {
      const { path, page } = registry.get(photo);
      const { picture, ...rest } = await engine.draft({ path, page, ...input }, context);
      return { picture: images.put(photo, picture), ...rest };
    }),
    'photos.tile': bind(calls['photos.tile'], async ({ photo, ...input }, context) => {
      const { path, page } = registry.get(photo);
      return images.put(photo, await engine.tile({ path, page, ...input }, context));
    }),
    'photos.measure': bind(calls['photos.measure'], ({ photo, truth, look }, context) => {
      const { path, page } = registry.get(photo);
      const { path: ofTruth, page: truthPage } = registry.get(truth);
      return engine.measure({ path, page, truth: ofTruth, truthPage, ...look }, context);
    }),
    'photos.explain': bind(calls['photos.explain'], async ({ photo, inference }, context) => {
      const { path, page } = registry.get(photo);
      const { explanation, pictures } = await engine.explain({ path, page, inference }, context);
      return withImages(explanation, pictures, (picture) => images.put(photo, picture));
    }),
  };
}

/** The engine names an explanation's pictures by their place; the page gets them like all other pixels. */
function withImages(
  explanation: Explanation,
  pictures: readonly HostImage[],
  put: (picture: HostImage) => ImageRef,
): Explanation {
  const given = (ref: ImageRef): ImageRef => {
    const picture = pictures[Number.parseInt(ref.image, 10)];
    if (!picture) throw new Error(`the engine named picture ${ref.image} of ${pictures.length}`);
    return put(picture);
  };
  const { arrays, maps, thumbnail, ...rest } = explanation;
  return {
    ...rest,
    arrays: arrays.map((array) => (array.picture ? { ...array, picture: given(array.picture) } : array)),
    maps: maps.map((map) => ({ ...map, picture: given(map.picture) })),
    ...(thumbnail && { thumbnail: given(thumbnail) }),
  };
}
