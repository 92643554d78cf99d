import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import { Baseline, ComparisonRemark, PairCrop, MetricId, Scores } from './evaluate';
import { Provider } from './settings';

/** The version of an evaluation's JSON. It grows when a key changes its meaning or goes away, not when one is added. */
export const evaluationVersion = 1;

/** The files that an evaluation can be written as. */
export const EvaluationFormat = z.enum(['html', 'csv', 'json', 'tex']);
export type EvaluationFormat = z.infer<typeof EvaluationFormat>;

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Who made the pictures that are compared with the ground truths. `id` is unique. */
export const Candidate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('model'), id: z.string(), version: z.string(), sha256: hash }),
  z.strictObject({ kind: z.literal('baseline'), id: z.string(), baseline: Baseline }),
  /** Somebody's results. An absolute path. */
  z.strictObject({ kind: z.literal('folder'), id: z.string(), folder: z.string() }),
]);
export type Candidate = z.infer<typeof Candidate>;

const Failure = z.strictObject({ code: ErrorCode, message: z.string() });

/** What became of one picture. Failed ones have an error and no scores. */
export const PairOutcome = z.strictObject({
  scores: Scores,
  gain: z.number().nullable(),
  remarks: z.array(ComparisonRemark),
  /** Time of the network or the baseline; null where nothing ran. */
  ms: z.number().nullable(),
  megapixels: z.number().nullable(),
  provider: Provider.nullable(),
  error: Failure.exactOptional(),
});
export type PairOutcome = z.infer<typeof PairOutcome>;

const score = z.number().nullable().exactOptional();

/** Each score under its own name. */
const scoreColumns = {
  psnr: score,
  ssim: score,
  psnrGtMean: score,
  ssimGtMean: score,
  msSsim: score,
  deltaE: score,
  deltaE95: score,
  flip: score,
  lpips: score,
} as const satisfies Record<MetricId, typeof score>;

/** A line of `candela compare --json` about one picture. */
export const PairRecord = PairOutcome.omit({ scores: true }).extend({
  type: z.literal('pair'),
  name: z.string(),
  model: z.string(),
  ...scoreColumns,
});
export type PairRecord = z.infer<typeof PairRecord>;

/** What has no partner. An absolute path. */
export const LonelyRecord = z.strictObject({
  type: z.literal('unmatched'),
  side: z.enum(['truth', 'low', 'enhanced']),
  path: z.string(),
});
export type LonelyRecord = z.infer<typeof LonelyRecord>;

/** Means over the pairs of one candidate. */
export const CandidateSummary = z.strictObject({
  /** Pairs with scores, and those without. */
  pairs: count,
  failed: count,
  /** Means; an infinite PSNR counts as 100 dB. Null: no pair has this score. LPIPS is absent where nobody has its file. */
  means: z.partialRecord(MetricId, z.number().nullable()),
  /** Pairs that have each score. */
  counts: z.partialRecord(MetricId, count),
  /** Pictures that equal their truth. */
  equal: count,
  /** Median time of a picture, ms; null where nothing ran. */
  ms: z.number().nullable(),
  megapixelsPerSecond: z.number().nullable(),
  /** The most memory that the engine had resident while it worked for this candidate, MB. */
  peakRssMb: z.number().nullable(),
});
export type CandidateSummary = z.infer<typeof CandidateSummary>;

/** A line of `candela compare --json` about one candidate, after those of all pictures. Means stand under their own names. */
export const MeansRecord = CandidateSummary.omit({ means: true }).extend({
  type: z.literal('summary'),
  model: z.string(),
  ...scoreColumns,
});
export type MeansRecord = z.infer<typeof MeansRecord>;

/** One ground truth and what was compared with it, by the candidates' ids. Absolute paths. */
export const EvaluatedPair = z.strictObject({
  name: z.string(),
  truth: z.string(),
  truthSha256: hash,
  /** The dark photo, where there is one. */
  low: z.string().nullable(),
  lowSha256: hash.nullable(),
  /** Somebody's result, and its hash, by the candidate. */
  results: z.record(z.string(), z.strictObject({ path: z.string(), sha256: hash })),
  outcomes: z.record(z.string(), PairOutcome),
});
export type EvaluatedPair = z.infer<typeof EvaluatedPair>;

/** A whole evaluation, as its JSON holds it. */
export const Evaluation = z.strictObject({
  type: z.literal('candela-evaluation'),
  version: z.literal(evaluationVersion),
  at: z.iso.datetime(),
  candela: z.string(),
  /** The library that ran the networks, and its version. */
  runtime: z.string().exactOptional(),
  /** SHA-256 of the file that measured LPIPS. */
  lpips: hash.exactOptional(),
  /** Node, platform and processor. */
  machine: z.string(),
  /** The command that gives the same again. */
  command: z.string(),
  truth: z.string(),
  low: z.string().nullable(),
  crop: PairCrop,
  candidates: z.array(Candidate),
  summaries: z.record(z.string(), CandidateSummary),
  pairs: z.array(EvaluatedPair),
  unmatched: z.array(LonelyRecord),
});
export type Evaluation = z.infer<typeof Evaluation>;
