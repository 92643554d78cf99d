import type { Raster } from '../raster';
import { psnr } from './psnr';
import type { Report, Scored } from './samples';
import { ssim, ssimWindow } from './ssim';

/** A full-reference metric: the similarity of a picture to its ground truth. */
export type Metric = {
  readonly id: string;
  /** The usual name in the field. */
  readonly label: string;
  /** Null for a number without a unit. */
  readonly unit: 'dB' | null;
  readonly better: 'higher' | 'lower';
  /** Decimals that are meaningful to a person. */
  readonly digits: number;
  /** Pictures with a smaller side have no score, pixels. */
  readonly leastSide: number;
  /** Duration as a multiple of the quickest metric. It only affects the pace of a progress bar. */
  readonly effort: number;
  /**
   * Equal pictures give Infinity if the metric has no finite best value.
   * @throws RangeError for pictures of different sizes, or too small
   */
  readonly compute: (distorted: Scored, reference: Raster, report?: Report) => number;
};

/** All metrics, in display order. Everything that shows or computes scores uses these rows. */
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

/** The smallest side that all metrics accept, pixels. */
export const leastScoredSide = Math.max(...metricTable.map(({ leastSide }) => leastSide));
