import type { Raster } from '../raster';
import { psnr } from './psnr';
import type { Report, Scored } from './samples';
import { ssim, ssimWindow } from './ssim';

/** A full-reference metric: how near a picture is to its ground truth. */
export type Metric = {
  readonly id: string;
  /** Its name in the field. */
  readonly label: string;
  /** Null for a bare number. */
  readonly unit: 'dB' | null;
  readonly better: 'higher' | 'lower';
  /** Digits behind the point that mean something to a person. */
  readonly digits: number;
  /** Pictures with a smaller side have no score. Pixels. */
  readonly leastSide: number;
  /** How long it takes, as a multiple of the quickest; decides nothing but the pace of a progress bar. */
  readonly effort: number;
  /**
   * Infinite where equal pictures are infinitely good.
   * @throws RangeError for pictures of different sizes, or too small
   */
  readonly compute: (distorted: Scored, reference: Raster, report?: Report) => number;
};

/** All metrics, in the order in which they are read. Whatever shows or computes scores goes by these rows. */
export const metricTable: readonly Metric[] = [
  {
    id: 'psnr',
    label: 'PSNR',
    unit: 'dB',
    better: 'higher',
    digits: 1,
    leastSide: 1,
    effort: 1,
    compute: psnr,
  },
  {
    id: 'ssim',
    label: 'SSIM',
    unit: null,
    better: 'higher',
    digits: 2,
    leastSide: ssimWindow,
    effort: 8,
    compute: ssim,
  },
];

/** The least side that pictures need for all metrics, pixels. */
export const leastScoredSide = Math.max(...metricTable.map(({ leastSide }) => leastSide));
