import { basename } from 'node:path';
import { CandelaError, type EngineCallOutput, type Look } from '@contract';
import { leastScoredSide, sameSize, type Raster } from '@core';
import { scoreJob } from '../worker/jobs';
import { runJob } from '../worker/runJob';
import type { PreviewContext, ViewOptions } from './network';
import type { PhotoAt } from './PhotoCache';
import { wholeResult } from './wholeResult';

export type MeasureInput = PhotoAt & { truth: PhotoAt } & Look;

/**
 * Scores the photo and its result against the ground truth, on full-size pixels. A separate thread computes them.
 * @throws CandelaError `truth.otherSize`, `truth.tooSmall`; those of photo, model, provider and session
 */
export async function measure(
  input: MeasureInput,
  context: PreviewContext,
  options: ViewOptions,
): Promise<EngineCallOutput<'photos.measure'>> {
  const { signal } = options;
  const { path, truth } = input;
  const { raster: lowLight } = await context.photos.whole(input, { signal });
  const { raster: reference } = await context.photos.whole(truth, { signal });
  assertComparable({ path, raster: lowLight }, { path: truth.path, raster: reference });
  const { raster: enhanced } = await wholeResult(input, context, options);
  const [ofLowLight, ofEnhanced] = await scoresOf([lowLight, enhanced], reference, options);
  if (!ofLowLight || !ofEnhanced) throw new Error('not every picture was scored');
  return { lowLight: ofLowLight, enhanced: ofEnhanced };
}

/** Progress is in percent. */
const percent = 100;

function scoresOf(pictures: readonly Raster[], reference: Raster, { signal, onProgress }: ViewOptions) {
  // The thread gets copies, because the originals stay in the cache.
  const copies = pictures.map(copyOf);
  const truth = copyOf(reference);
  let last = 0;
  return runJob(
    scoreJob,
    { pictures: copies, reference: truth },
    {
      signal,
      transfer: [...copies, truth].map(({ data }) => data.buffer),
      onProgress: (part) => {
        const done = Math.floor(part * percent);
        if (done > last) onProgress?.({ stage: 'measure', done, total: percent });
        last = done;
      },
    },
  );
}

function copyOf(raster: Raster) {
  const { data } = raster;
  return { ...raster, data: data instanceof Uint8Array ? Uint8Array.from(data) : Uint16Array.from(data) };
}

type Named = { path: string; raster: Raster };

function assertComparable(photo: Named, truth: Named): void {
  const { width, height } = photo.raster;
  const file = basename(photo.path);
  if (!sameSize(photo.raster, truth.raster)) {
    throw new CandelaError('truth.otherSize', {
      file,
      width,
      height,
      truth: basename(truth.path),
      truthWidth: truth.raster.width,
      truthHeight: truth.raster.height,
    });
  }
  if (Math.min(width, height) < leastScoredSide) {
    throw new CandelaError('truth.tooSmall', { file, least: leastScoredSide });
  }
}
