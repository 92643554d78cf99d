import type { Region, Size } from '../raster';

/** What a network is shown of a photo, as shares of the photo's sides. Padding reaches beyond 1. */
export type Place = {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
};

export const wholePlace: Place = { top: 0, left: 0, height: 1, width: 1 };

/** @param shape the network's input, padding included */
export function placeOf({ x, y }: Pick<Region, 'x' | 'y'>, shape: Size, photo: Size): Place {
  return {
    top: y / photo.height,
    left: x / photo.width,
    height: shape.height / photo.height,
    width: shape.width / photo.width,
  };
}

/** The place in the photo of what is at `inner` in a part of it at `outer`. */
export function placeWithin(inner: Place, outer: Place): Place {
  return {
    top: outer.top + inner.top * outer.height,
    left: outer.left + inner.left * outer.width,
    height: inner.height * outer.height,
    width: inner.width * outer.width,
  };
}
