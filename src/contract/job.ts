import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import { Provider, type OutputFormat } from './settings';

export const Timings = z.strictObject({
  decodeMs: z.number(),
  inferenceMs: z.number(),
  encodeMs: z.number(),
  /** From the first byte read to the file in its place, waiting for other photos included. */
  totalMs: z.number(),
});
export type Timings = z.infer<typeof Timings>;

/** One line of the machine-readable output: what became of one photo. Paths are absolute. */
export const PhotoRecord = z.strictObject({
  type: z.literal('photo'),
  input: z.string(),
  /** Of a skipped photo the file that bears its result's name; null for one that failed. */
  output: z.string().nullable(),
  status: z.enum(['done', 'failed', 'skipped']),
  error: z
    .strictObject({
      code: ErrorCode,
      message: z.string(),
    })
    .optional(),
  model: z.string(),
  provider: Provider.nullable(),
  megapixels: z.number().nullable(),
  timings: Timings,
  notices: z.array(z.string()).optional(),
});
export type PhotoRecord = z.infer<typeof PhotoRecord>;

/** The last line: the whole run. */
export const SummaryRecord = z.strictObject({
  type: z.literal('summary'),
  done: z.int(),
  failed: z.int(),
  skipped: z.int(),
  totalMs: z.number(),
  peakRssMb: z.number(),
});
export type SummaryRecord = z.infer<typeof SummaryRecord>;

/** Who waits for a network's result: whoever looks at the screen, whoever saves one photo, nobody in particular. The most urgent first. */
export const Priority = z.enum(['screen', 'save', 'batch']);
export type Priority = z.infer<typeof Priority>;

export const Stage = z.enum(['decode', 'inference', 'encode']);
export type Stage = z.infer<typeof Stage>;

/** How far one photo is: steps of its present stage (tiles, for inference). */
export const Progress = z.strictObject({ stage: Stage, done: z.int(), total: z.int() });
export type Progress = z.infer<typeof Progress>;

/** What calls for a screen tell of, besides the stages of a photo: scoring against a ground truth. */
export const CallStage = z.enum([...Stage.options, 'measure']);
export const CallProgress = z.strictObject({ stage: CallStage, done: z.int(), total: z.int() });
export type CallProgress = z.infer<typeof CallProgress>;

/** One photo to enhance: where from, where to. Planned before the first pixel is read. */
export type Job = {
  /** Absolute path of the original. */
  input: string;
  /** Absolute path of the result, extension included; it may still be counted up when something takes the name meanwhile. */
  output: string;
  format: OutputFormat;
  /** Page of the original, counted from 1; absent: the first. */
  page?: number | undefined;
};

/** What is known of a job before its end, as far as it is, and stays true if it fails. */
export const JobFacts = z.strictObject({
  provider: Provider.nullable().exactOptional(),
  megapixels: z.number().nullable().exactOptional(),
  timings: Timings.exactOptional(),
});
export type JobFacts = z.infer<typeof JobFacts>;

/** What a runner says of a job that did not fail. */
export type JobResult = {
  /** Absolute path, or null when the photo was skipped. */
  output: string | null;
  status: 'done' | 'skipped';
  provider: Provider | null;
  megapixels: number | null;
  timings: Timings;
  notices: string[];
};
