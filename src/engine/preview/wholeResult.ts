import type { Look } from '@contract';
import { finishing } from '@core';
import { setImmediate } from 'node:timers/promises';
import type { Photo } from '../photo/Photo';
import { inferenceKey, modelFor, runNetwork, type PreviewContext, type ViewOptions } from './network';
import type { PhotoAt } from './PhotoCache';

export type LookInput = PhotoAt & Look;

/** The number of rows that are finished or counted at a time. */
export const rowsAtOnce = 256;

/**
 * The full-size result with strength and finishing, in new memory. The network's part is kept, so that another look needs no second
 * run.
 */
export async function wholeResult(
  input: LookInput,
  context: PreviewContext,
  options: ViewOptions,
): Promise<Photo> {
  const { signal } = options;
  const { mix } = input;
  const photo = await context.photos.whole(input, { signal });
  if (mix.strength === 0) return finished(photo, { result: photo, mix }, { signal });
  const result = await networkResult({ ...input, photo }, context, options);
  return finished(photo, { result, mix }, { signal });
}

/** The network's full-size result if it was made already, for a photo that is decoded. Strength 0 needs none. */
export async function keptResult(
  { path, page, raw, inference, mix, photo }: LookInput & { photo: Photo },
  context: PreviewContext,
  { signal }: { signal: AbortSignal },
): Promise<Photo | null> {
  if (mix.strength === 0) return photo;
  return context.photos.keptResult(await resultKey({ path, page, raw, inference }, context, { signal }));
}

async function resultKey(
  { path, page, raw, inference }: Omit<LookInput, 'mix'>,
  context: PreviewContext,
  { signal }: { signal: AbortSignal },
): Promise<string> {
  const model = await modelFor(inference, context, { signal });
  return `${await context.photos.keyOf({ path, page, raw })} ${inferenceKey(model, inference)}`;
}

async function networkResult(
  { path, page, raw, inference, photo }: Omit<LookInput, 'mix'> & { photo: Photo },
  context: PreviewContext,
  { signal, onProgress }: ViewOptions,
): Promise<Photo> {
  const { photos, engine } = context;
  const model = await modelFor(inference, context, { signal });
  const key = await resultKey({ path, page, raw, inference }, context, { signal });
  const make = async (making: { signal: AbortSignal }) => {
    await using lease = await engine.pool.acquire(model, inference.provider, making);
    const { open } = lease;
    const raster = { ...photo.raster, data: photo.raster.data.slice() };
    const request = { raster, scene: photo, path, open, inference };
    await engine.network.within(
      'save',
      (turn) => runNetwork(request, context, { ...making, onProgress, turn }),
      making,
    );
    return { ...photo, raster };
  };
  return photos.result(key, make, { signal });
}

/** Applies strength and finishing to a copy of the result. */
async function finished(
  { raster: original }: Photo,
  { result, mix }: { result: Photo } & Pick<LookInput, 'mix'>,
  { signal }: { signal: AbortSignal },
): Promise<Photo> {
  const { channels, width, height } = original;
  const data = result.raster.data.slice();
  const finish = finishing(mix, { bits: data instanceof Uint16Array ? 16 : 8, channels });
  const step = rowsAtOnce * width * channels;
  for (let at = 0; at < width * height * channels; at += step) {
    await setImmediate();
    signal.throwIfAborted();
    finish(data.subarray(at, at + step), original.data.subarray(at, at + step));
  }
  return { ...result, raster: { ...original, data } };
}
