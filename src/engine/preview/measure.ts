import { setImmediate } from 'node:timers/promises';
import { CandelaError, type ParsedHostCall, type HostCallOutput, type PairScore } from '@contract';
import { basename } from 'node:path';
import {
  exposureGain,
  psnr,
  sameSize,
  ssimCount,
  ssimRows,
  ssimSum,
  ssimWindow,
  type Raster,
  type Scored,
} from '@core';
import type { Studio, ViewOptions } from './network';
import { wholeResult } from './wholeResult';

/** Rows of the structural similarity that are computed at a time. */
const rowsAtOnce = 64;

/**
 * Scores of the photo and of its result against the ground truth, on full-size pixels.
 * @throws CandelaError `truth.otherSize`, `truth.tooSmall`; those of photo, model, provider and session
 */
export async function measure(
  input: ParsedHostCall<'measure'>,
  studio: Studio,
  options: ViewOptions,
): Promise<HostCallOutput<'measure'>> {
  const { signal } = options;
  const { path, truth, truthPage } = input;
  const { raster: lowLight } = await studio.shelf.whole(input, { signal });
  const { raster: reference } = await studio.shelf.whole({ path: truth, page: truthPage }, { signal });
  assertComparable({ path, raster: lowLight }, { path: truth, raster: reference });
  const { raster: enhanced } = await wholeResult(input, studio, options);
  const scorer = scorerOf(reference, options);
  return {
    lowLight: await score(lowLight, reference, scorer),
    enhanced: await score(enhanced, reference, scorer),
  };
}

type Score = Pick<PairScore, 'psnr' | 'ssim'>;
type Scorer = (distorted: Scored) => Promise<Score>;

/** Two pictures, each by two conventions. */
const scoresInAll = 4;

/** Scores one picture after the other against a truth; their progress is that of the whole. */
function scorerOf(reference: Raster, { signal, onProgress }: ViewOptions): Scorer {
  const { from, to } = ssimRows(reference);
  const total = Math.ceil((to - from) / rowsAtOnce) * scoresInAll;
  let done = 0;
  return async (distorted) => {
    const decibels = psnr(distorted, reference);
    let sum = 0;
    for (let row = from; row < to; row += rowsAtOnce) {
      await setImmediate();
      signal.throwIfAborted();
      sum += ssimSum(distorted, reference, { from: row, to: Math.min(to, row + rowsAtOnce) });
      done += 1;
      onProgress?.({ stage: 'measure', done, total });
    }
    return {
      psnr: Number.isFinite(decibels) ? decibels : null,
      ssim: sum / ssimCount(distorted.raster, reference),
    };
  };
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
  if (Math.min(width, height) < ssimWindow) {
    throw new CandelaError('truth.tooSmall', { file, least: ssimWindow });
  }
}

async function score(raster: Raster, reference: Raster, scorer: Scorer): Promise<PairScore> {
  const gain = exposureGain(raster, reference);
  const asIs = await scorer({ raster });
  const matched = await scorer({ raster, gain });
  return { ...asIs, matchedPsnr: matched.psnr, matchedSsim: matched.ssim, gain };
}
