import { setImmediate } from 'node:timers/promises';
import type { Clipping, EngineCallOutput, MixSettings } from '@contract';
import { addClipped, clippedPixels, clippingOf, finishing, noPixels, type Raster } from '@core';
import type { PreviewContext } from './network';
import { keptResult, rowsAtOnce, type LookInput } from './wholeResult';

type Options = { signal: AbortSignal };

/** Figures of decoded photos. They go with their rasters. */
const ofPhotos = new WeakMap<Raster, Clipping>();

/**
 * The clipped pixels of a photo and of its result, counted at full size. `result` is null where no full-size result was made yet.
 * @throws CandelaError as `decodePhoto`; those of the model
 */
export async function clipping(
  input: LookInput,
  context: PreviewContext,
  options: Options,
): Promise<EngineCallOutput<'photos.clipping'>> {
  const photo = await context.photos.whole(input, options);
  const { raster } = photo;
  const ofPhoto = ofPhotos.get(raster) ?? (await counted(raster, (rows) => rows, options));
  ofPhotos.set(raster, ofPhoto);
  const result = await keptResult({ ...input, photo }, context, options);
  const finished = result === null ? null : finishedRows(raster, result.raster, input.mix);
  return { photo: ofPhoto, result: finished && (await counted(raster, finished, options)) };
}

/** Some rows of a picture; `at` is the place of their first sample. */
type Rows = (rows: Raster, at: number) => Raster;

/** The same rows of the result, with strength and finishing. */
function finishedRows(original: Raster, { data }: Raster, mix: MixSettings): Rows {
  const finish = finishing(mix, {
    bits: data instanceof Uint16Array ? 16 : 8,
    channels: original.channels,
  });
  return (rows, at) => {
    const finished = data.slice(at, at + rows.data.length);
    finish(finished, rows.data);
    return { ...rows, data: finished };
  };
}

/** Counts some rows at a time, so that this thread can receive calls and cancels. */
async function counted(raster: Raster, rowsOf: Rows, { signal }: Options): Promise<Clipping> {
  const { width, channels, data } = raster;
  const step = rowsAtOnce * width * channels;
  let sum = noPixels;
  for (let at = 0; at < data.length; at += step) {
    await setImmediate();
    signal.throwIfAborted();
    const part = data.subarray(at, at + step);
    const rows = { width, height: part.length / (width * channels), channels, data: part };
    sum = addClipped(sum, clippedPixels(rowsOf(rows, at)));
  }
  return clippingOf(sum);
}
