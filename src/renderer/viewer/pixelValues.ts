import { tileSide, type MixSettings } from '@contract';
import { finishing, type Finishing, type Rgb, type Size } from '@core';
import type { Point } from './rectangle';
import type { TileAddress } from './tileChoice';
import type { LayerName, PixelValues, ViewerLayers, ViewerPicture } from './viewerProps';

export type PixelSource = {
  readonly photo: Size;
  readonly layers: ViewerLayers;
  /** Strength and finishing for 8-bit RGB. */
  readonly finish: Finishing;
  readonly tile: (layer: LayerName, address: TileAddress) => ViewerPicture | undefined;
};

export function finishOf(mix: MixSettings): Finishing {
  return finishing(mix, { bits: 8, channels: 3 });
}

type Found = { readonly rgb: Rgb; readonly isExact: boolean };

/** Stored values of a pixel of the photo (whole numbers, full-size), from its tile if loaded, else from the draft. */
export function pixelValues(source: PixelSource, pixel: Point): PixelValues {
  const before = storedAt(source, 'lowLight', pixel) ?? { rgb: [0, 0, 0], isExact: false };
  const result = storedAt(source, 'enhanced', pixel);
  const truth = storedAt(source, 'truth', pixel);
  return {
    ...pixel,
    before: before.rgb,
    after: result === null ? null : finished(before.rgb, result.rgb, source.finish),
    truth: truth?.rgb ?? null,
    isExact: [before, result, truth].every((found) => found === null || found.isExact),
  };
}

function storedAt({ photo, layers, tile }: PixelSource, name: LayerName, { x, y }: Point): Found | null {
  const layer = layers[name];
  if (layer === null) return null;
  const address = { column: Math.floor(x / tileSide), row: Math.floor(y / tileSide) };
  const picture = tile(name, address);
  if (picture !== undefined) {
    const inTile = { x: x - address.column * tileSide, y: y - address.row * tileSide };
    return { rgb: rgbAt(picture, inTile), isExact: true };
  }
  const draft = layer.picture;
  const inDraft = {
    x: Math.floor(((x + 0.5) * draft.width) / photo.width),
    y: Math.floor(((y + 0.5) * draft.height) / photo.height),
  };
  return {
    rgb: rgbAt(draft, inDraft),
    isExact: draft.width === photo.width && draft.height === photo.height,
  };
}

function rgbAt({ width, data }: ViewerPicture, { x, y }: Point): Rgb {
  const at = 3 * (y * width + x);
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

function finished(original: Rgb, result: Rgb, finish: Finishing): Rgb {
  const samples = Uint8Array.from(result);
  finish(samples, Uint8Array.from(original));
  return [samples[0] ?? 0, samples[1] ?? 0, samples[2] ?? 0];
}
