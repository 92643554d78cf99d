import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import type { OutputFormat } from './formats';
import { Provider } from './settings';

export const Timings = z.strictObject({
  decodeMs: z.number(),
  inferenceMs: z.number(),
  encodeMs: z.number(),
  /** From the first byte read until the file is in place, including the wait for other photos. */
  totalMs: z.number(),
});
export type Timings = z.infer<typeof Timings>;

/** One line of the machine-readable output: the outcome for one photo. Paths are absolute. */
export const PhotoRecord = z.strictObject({
  type: z.literal('photo'),
  input: z.string(),
  /** For a skipped photo: the file that already has its result's name. For a failed photo: null. */
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

/** The last line, about the whole run. */
export const SummaryRecord = z.strictObject({
  type: z.literal('summary'),
  done: z.int(),
  failed: z.int(),
  skipped: z.int(),
  totalMs: z.number(),
  peakRssMb: z.number(),
});
export type SummaryRecord = z.infer<typeof SummaryRecord>;

/**
 * Who waits for a network's result: a person at the screen, a person saving one photo, or nobody in particular. The most urgent
 * comes first.
 */
export const Priority = z.enum(['screen', 'save', 'batch']);
export type Priority = z.infer<typeof Priority>;

export const JobStage = z.enum(['decode', 'inference', 'encode']);
export type JobStage = z.infer<typeof JobStage>;

/** The progress of one photo: steps of its current stage (tiles, for inference). Each stage begins with no step done, when its turn has come. */
export const Progress = z.strictObject({ stage: JobStage, done: z.int(), total: z.int() });
export type Progress = z.infer<typeof Progress>;

/** The stages that calls for the screen report, besides those of a photo: scoring against a ground truth. */
export const CallStage = z.enum([...JobStage.options, 'measure']);
export const CallProgress = z.strictObject({ stage: CallStage, done: z.int(), total: z.int() });
export type CallProgress = z.infer<typeof CallProgress>;

/** One photo to enhance, with its source and target. Planned before the first pixel is read. */
export type Job = {
  /** Absolute path of the original. */
  input: string;
  /** Absolute path of the result, extension included. It may still get a number if another file takes the name meanwhile. */
  output: string;
  format: OutputFormat;
  /** Page of the original, counted from 1; absent: the first. */
  page?: number | undefined;
};

/** The facts about a job that are known before it ends. They stay true if it fails. */
export const JobFacts = z.strictObject({
  provider: Provider.nullable().exactOptional(),
  megapixels: z.number().nullable().exactOptional(),
  timings: Timings.exactOptional(),
});
export type JobFacts = z.infer<typeof JobFacts>;

/** A runner's report about a job that did not fail. */
export type JobResult = {
  /** Absolute path, or null when the photo was skipped. */
  output: string | null;
  status: 'done' | 'skipped';
  provider: Provider | null;
  megapixels: number | null;
  timings: Timings;
  notices: string[];
};
