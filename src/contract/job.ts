import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import { OutputFormat } from './formats';
import { PageNumber } from './photos';
import { Provider, type Settings } from './settings';

export const Timings = z.strictObject({
  decodeMs: z.number(),
  inferenceMs: z.number(),
  encodeMs: z.number(),
  /** From the first byte read until the file is in place, including the wait for other photos. */
  totalMs: z.number(),
});
export type Timings = z.infer<typeof Timings>;

/** Its result exists, an earlier part of the batch did it, it is bright enough (and was copied), or the shot's other file is taken. */
export const SkipReason = z.enum(['exists', 'doneBefore', 'wellLit', 'copied', 'otherOfPair']);
export type SkipReason = z.infer<typeof SkipReason>;

/** One line of the machine-readable output: the outcome for one photo. Paths are absolute. */
export const PhotoRecord = z.strictObject({
  type: z.literal('photo'),
  input: z.string(),
  /** For a skipped photo: the file that already has its result's name. For a failed photo: null. */
  output: z.string().nullable(),
  status: z.enum(['done', 'failed', 'skipped']),
  /** Why a photo was skipped. */
  reason: SkipReason.optional(),
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

/** A line before those of the photos, with `--series`: frames that get one brightness. Absolute paths, in the order of taking. */
export const SeriesRecord = z.strictObject({
  type: z.literal('series'),
  photos: z.array(z.string()),
  /** Mean luma that all results share, 0 to 1. */
  meanLuma: z.number(),
  /** Brightness of each result, EV. */
  brightness: z.array(z.number()),
});
export type SeriesRecord = z.infer<typeof SeriesRecord>;

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

/** Photos that were looked at while a batch is planned, or whose tones were matched to their series; pictures of a report. */
export const PlanStage = z.enum(['look', 'match', 'report']);
export const PlanProgress = z.strictObject({ stage: PlanStage, done: z.int(), total: z.int() });
export type PlanProgress = z.infer<typeof PlanProgress>;

/** The stages that calls of the page report, besides those of a photo and a plan: scoring against a ground truth. */
export const CallStage = z.enum([...JobStage.options, 'measure', ...PlanStage.options]);
export const CallProgress = z.strictObject({ stage: CallStage, done: z.int(), total: z.int() });
export type CallProgress = z.infer<typeof CallProgress>;

const path = z.string().min(1);

/** A file is taken to be unchanged as long as both are the same. */
export const FileState = z.strictObject({ size: z.int().min(0), mtimeMs: z.number() });
export type FileState = z.infer<typeof FileState>;

/** Identifies the content of a file. */
export const FileIdentity = FileState.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type FileIdentity = z.infer<typeof FileIdentity>;

/** The id of a run in its journal: eight hexadecimal digits. */
export const RunId = z.string().regex(/^[0-9a-f]{8}$/);

/** One photo to enhance, with its source and target. Planned before the first pixel is read. */
export const Job = z.strictObject({
  /** Absolute path of the original. */
  input: path,
  /** Absolute path of the result, extension included. It may still get a number if another file takes the name meanwhile. */
  output: path,
  format: OutputFormat,
  /** Page of the original, counted from 1; absent: the first. */
  page: PageNumber.optional(),
  /**
   * For a job of a journal. The names of temporary files carry the run's id. `placings` is a file of JSON lines, in which the engine
   * notes each name before a result gets it, and who writes. What a crash leaves behind can therefore be told apart. `input` is the
   * state of the original when it was hashed: the job fails with `photo.changed` if the file is another by the time it is read.
   */
  journal: z.strictObject({ run: RunId, placings: path, input: FileState }).optional(),
});
export type Job = z.infer<typeof Job>;

/** A job and its settings, which are frozen when it is queued. `copy`: the photo is bright enough, so it is copied as it is. */
export type PlannedJob = Job & { readonly settings: Settings; readonly copy?: true };

/** The facts about a job that are known before it ends. They stay true if it fails. */
export const JobFacts = z.strictObject({
  provider: Provider.nullable().exactOptional(),
  megapixels: z.number().nullable().exactOptional(),
  timings: Timings.exactOptional(),
});
export type JobFacts = z.infer<typeof JobFacts>;

/** A result's file: bytes, and the hash of its content. */
export const ResultFile = FileIdentity.omit({ mtimeMs: true });
export type ResultFile = z.infer<typeof ResultFile>;

/**
 * A result that is about to get its name: the name that its job planned, the name it gets, its content, and the state in which the
 * original was read. Absolute paths.
 */
export const Placing = ResultFile.extend({ planned: path, output: path, input: FileState });
export type Placing = z.infer<typeof Placing>;

/** What the engine notes for a journal: a placing, or the process that writes. */
export const PlacingLine = z.union([Placing, z.strictObject({ pid: z.int().positive() })]);
export type PlacingLine = z.infer<typeof PlacingLine>;

/** A runner's report about a job that did not fail. */
export type JobResult = {
  /** Absolute path, or null when the photo was skipped. */
  output: string | null;
  /** The file that was written. Null when the photo was skipped. */
  written: ResultFile | null;
  status: 'done' | 'skipped';
  provider: Provider | null;
  megapixels: number | null;
  timings: Timings;
  notices: string[];
};
