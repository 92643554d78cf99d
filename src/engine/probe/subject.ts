import type { ModelCard } from '@contract';
import { checkControls, type Raster, type Size } from '@core';
import { seenByNetwork } from '../enhance/seenByNetwork';
import { findModel, type Model } from '../model/registry';
import { stretched } from '../photo/codec/scaleToFit';
import { stepOf } from '../photo/stepOf';
import { eightBits } from '../preview/hostImage';
import type { PreviewContext } from '../preview/network';
import type { PhotoAt } from '../preview/PhotoCache';
import type { Given } from './OpenedNetwork';

type Options = { signal: AbortSignal };

/** A photo at a small size, and the network that it is put into. */
export type Subject = {
  readonly photo: PhotoAt;
  /** Long edge, pixels. */
  readonly size: number;
  readonly model: string;
  readonly controls: Readonly<Record<string, number>>;
  /** Factor of the stored values. Absent: 1. */
  readonly light?: number | undefined;
};

export type PreparedSubject = { readonly model: Model; readonly given: Given; readonly key: string };

/** The model, what it is given, and a key that begins with the photo's. @throws CandelaError of photo and model */
export async function prepare(
  { photo: at, size, model: id, controls, light = 1 }: Subject,
  { engine, photos }: PreviewContext,
  { signal }: Options,
): Promise<PreparedSubject> {
  const model = await findModel(engine.modelFolders, id, { signal });
  const { card } = model;
  checkControls(card, controls);
  const photo = await photos.small(at, size, { signal });
  const raster = lit(await onGrid(eightBits(seenByNetwork(photo)), card), light);
  const small = card.thumbnail && (await photos.thumbnail(photo, card.thumbnail.size, { signal }));
  const thumbnail = small && lit(eightBits(small), light);
  const values = card.controls.map(({ name, neutral }) => String(controls[name] ?? neutral));
  const key = [await photos.keyOf(at), size, light, card.sha256, ...values].join(' ');
  signal.throwIfAborted();
  return {
    model,
    given: { raster, controls, step: stepOf(photo.source), ...(thumbnail && { thumbnail }) },
    key,
  };
}

/** The same photo with more or less light, clipped. */
function lit(raster: Raster, light: number): Raster {
  if (light === 1) return raster;
  return { ...raster, data: Uint8Array.from(raster.data, (value) => Math.min(255, value * light)) };
}

/** The photo on the network's own grid, or at the one size that it takes. It is scaled by a few pixels, never padded. */
async function onGrid(raster: Raster, card: ModelCard): Promise<Raster> {
  const { size, multipleOf } = card.input16 ?? card.input;
  const fit = (side: number): number => Math.max(multipleOf, side - (side % multipleOf));
  const target: Size = size === 'any' ? { width: fit(raster.width), height: fit(raster.height) } : size;
  const { width, height } = target;
  if (width === raster.width && height === raster.height) return raster;
  return stretched(raster, target);
}
