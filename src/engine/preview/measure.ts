import { basename } from 'node:path';
import { CandelaError, type EngineCallOutput, type Look, type PairScore } from '@contract';
import { leastScoredSide, pairMetrics, pairScoreOf, sameSize, type Raster } from '@core';
import { otherSize } from '../compare/comparable';
import { measuring } from '../compare/measuring';
import { scorePicture } from '../compare/scorePicture';
import { shared } from '../compare/shared';
import type { PreviewContext, ViewOptions } from './network';
import type { PhotoAt } from './PhotoCache';
import { wholeResult } from './wholeResult';

export type MeasureInput = PhotoAt & { truth: PhotoAt } & Look;

/**
 * Scores the photo and its result against the ground truth, on full-size pixels. Other threads compute them.
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
  const report = measuring(options.onProgress);
  const truthInMemory = shared(reference);
  const score = async (distorted: Raster, before: number): Promise<PairScore> => {
    const onProgress = (part: number): void => {
      report((before + part) / 2);
    };
    const pair = { distorted, reference: truthInMemory };
    return pairScoreOf(await scorePicture(pair, pairMetrics, { signal, onProgress }));
  };
  return { lowLight: await score(lowLight, 0), enhanced: await score(enhanced, 1) };
}

type Named = { path: string; raster: Raster };

function assertComparable({ path, raster }: Named, truth: Named): void {
  if (!sameSize(raster, truth.raster)) throw otherSize(path, raster, truth);
  if (Math.min(raster.width, raster.height) < leastScoredSide)
    throw new CandelaError('truth.tooSmall', { file: basename(path), least: leastScoredSide });
}
