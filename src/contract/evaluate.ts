import { z } from 'zod';
import { InferenceSettings } from './photos';
import { Provider } from './settings';

/** The measures of a picture against its ground truth. Core's `metricTable` says what each is. */
export const MetricId = z.enum([
  'psnr',
  'ssim',
  'psnrGtMean',
  'ssimGtMean',
  'msSsim',
  'deltaE',
  'deltaE95',
  'flip',
  'lpips',
]);
export type MetricId = z.infer<typeof MetricId>;

/** Scores by metric. Null: infinite, as the PSNR of equal pictures. Absent: not measured, or the picture is too small for it. */
export const Scores = z.partialRecord(MetricId, z.number().nullable());
export type Scores = z.infer<typeof Scores>;

/** What anybody can do without a network. `nothing` is the photo as it is. */
export const Baseline = z.enum(['nothing', 'gamma', 'equalised', 'clahe']);
export type Baseline = z.infer<typeof Baseline>;

/**
 * How the picture that is compared with a ground truth comes to be: it is the photo itself (somebody's result, or low light), or a
 * model or a baseline makes it from the photo.
 */
export const Treatment = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('nobody') }),
  z.strictObject({ by: z.literal('model'), inference: InferenceSettings }),
  z.strictObject({ by: z.literal('baseline'), baseline: Baseline }),
]);
export type Treatment = z.infer<typeof Treatment>;

/** What is done with pictures of different sizes: they are refused, or the larger one is cut to the middle or to its upper left. */
export const PairCrop = z.enum(['none', 'centre', 'corner']);
export type PairCrop = z.infer<typeof PairCrop>;

/** What had to be done before two pictures could be compared. */
export const ComparisonRemark = z.enum([
  'cropped',
  'toSrgb',
  'alphaIgnored',
  'greyAsColour',
  'depthsDiffer',
  'turned',
]);
export type ComparisonRemark = z.infer<typeof ComparisonRemark>;

/** The scores of one pair. */
export const PairResult = z.strictObject({
  scores: Scores,
  /** The factor that gives the picture the truth's mean luma, for the GT-mean scores. */
  gain: z.number(),
  remarks: z.array(ComparisonRemark),
  /** Of the compared pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Time of the network or the baseline, without reading and measuring; null where nothing ran. */
  ms: z.number().nullable(),
  provider: Provider.nullable(),
});
export type PairResult = z.infer<typeof PairResult>;

/** What a map of errors shows. */
export const ErrorKind = z.enum(['absolute', 'ssim', 'deltaE', 'flip']);
export type ErrorKind = z.infer<typeof ErrorKind>;

/** What the ends of a map's colours stand for. */
export const MapLegend = z.strictObject({ from: z.number(), to: z.number(), unit: z.string().nullable() });
export type MapLegend = z.infer<typeof MapLegend>;
