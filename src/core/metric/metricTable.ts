import type { MetricId } from '@contract';
import { flipPpd } from './flip';
import { lpipsLeastSide } from './lpips';
import { leastScaledSide, ssimWindow } from './structure';

/** Metrics of one group come out of one pass over the pictures. Those of `network` come from a person's own file, in the engine. */
export type MetricGroup = 'noise' | 'structure' | 'colour' | 'flip' | 'network';

/** A full-reference metric: the similarity of a picture to its ground truth. */
export type Metric = {
  readonly id: MetricId;
  /** The usual name in the field. */
  readonly label: string;
  /** Null for a number without a unit. */
  readonly unit: 'dB' | 'ΔE' | null;
  readonly better: 'higher' | 'lower';
  /** The least and the greatest value; null: there is no end. */
  readonly range: readonly [least: number | null, greatest: number | null];
  /** Decimals that are meaningful to a person. */
  readonly digits: number;
  /** Decimals of published tables. */
  readonly paperDigits: number;
  /** Pictures with a smaller side have no score, pixels. */
  readonly leastSide: number;
  readonly group: MetricGroup;
  /** Whether the picture is first scaled to the truth's mean luma ("GT-mean"). Such scores never stand beside the others. */
  readonly exposure: 'asIs' | 'matched';
  /** How it is computed, in a sentence. */
  readonly convention: string;
  readonly source: string;
};

const psnr = {
  unit: 'dB',
  better: 'higher',
  range: [0, null],
  digits: 1,
  paperDigits: 2,
  leastSide: 1,
  group: 'noise',
  source: '10·log10(1 / MSE)',
} as const;

const ssim = {
  unit: null,
  better: 'higher',
  range: [-1, 1],
  digits: 2,
  paperDigits: 3,
  leastSide: ssimWindow,
  group: 'structure',
  source: 'Wang et al. 2004, doi:10.1109/TIP.2003.819861',
} as const;

const colour = {
  unit: 'ΔE',
  better: 'lower',
  range: [0, null],
  digits: 1,
  paperDigits: 2,
  leastSide: 1,
  group: 'colour',
  exposure: 'asIs',
  source: 'Sharma, Wu, Dalal 2005, doi:10.1002/col.20070',
} as const;

const matched =
  'The picture is first multiplied by the ratio of the mean lumas (BT.601) and clipped, not rounded again.';

/** All metrics, in display order. Everything that shows or computes scores uses these rows. */
export const metricTable: readonly Metric[] = [
  {
    id: 'psnr',
    label: 'PSNR',
    ...psnr,
    exposure: 'asIs',
    convention: 'Over all samples of red, green and blue, stored values.',
  },
  {
    id: 'ssim',
    label: 'SSIM',
    ...ssim,
    exposure: 'asIs',
    convention:
      'Gaussian window of 11 × 11, σ 1.5, K1 0.01, K2 0.03; red, green and blue each, then the mean; without the 5 pixels at the border.',
  },
  { id: 'psnrGtMean', label: 'PSNR, GT-mean', ...psnr, exposure: 'matched', convention: matched },
  { id: 'ssimGtMean', label: 'SSIM, GT-mean', ...ssim, exposure: 'matched', convention: matched },
  {
    id: 'msSsim',
    label: 'MS-SSIM',
    ...ssim,
    range: [0, 1],
    leastSide: leastScaledSide,
    exposure: 'asIs',
    convention:
      'SSIM’s window at five scales, each half the size of the last; red, green and blue each, then the mean.',
    source: 'Wang, Simoncelli, Bovik 2003, doi:10.1109/ACSSC.2003.1292216',
  },
  {
    id: 'deltaE',
    label: 'ΔE2000',
    ...colour,
    convention: 'Mean over all pixels, sRGB under D65, kL = kC = kH = 1.',
  },
  { id: 'deltaE95', label: 'ΔE2000, 95 %', ...colour, convention: '95th percentile of the pixels’ ΔE2000.' },
  {
    id: 'flip',
    label: 'FLIP',
    unit: null,
    better: 'lower',
    range: [0, 1],
    digits: 2,
    paperDigits: 3,
    leastSide: 1,
    group: 'flip',
    exposure: 'asIs',
    convention: `LDR-FLIP, mean over all pixels, at ${flipPpd.toFixed(0)} pixels a degree.`,
    source: 'Andersson et al. 2020, doi:10.1145/3406183',
  },
  {
    id: 'lpips',
    label: 'LPIPS',
    unit: null,
    better: 'lower',
    range: [0, null],
    digits: 2,
    paperDigits: 3,
    leastSide: lpipsLeastSide,
    group: 'network',
    exposure: 'asIs',
    convention:
      'By a network of the person’s own, values from −1 to 1, on the CPU. Pictures above 4 megapixels are first reduced by area to at most that.',
    source: 'Zhang et al. 2018, doi:10.1109/CVPR.2018.00068',
  },
];

/** The row of a metric. */
export function metricRow(id: MetricId): Metric {
  const row = metricTable.find((metric) => metric.id === id);
  if (!row) throw new Error(`there is no metric ${id}`);
  return row;
}
