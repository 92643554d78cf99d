import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import { FileIdentity, Job, RunId, SkipReason, Timings } from './job';
import { RawJpeg } from './raw';
import { Provider, Settings } from './settings';

/** The version of the journal's lines. A journal of a higher one is refused. */
export const journalVersion = 1;

const at = z.iso.datetime();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The first line of a journal. More keys are allowed, so that a newer journal can be told from a broken one. */
export const JournalHead = z.looseObject({ type: z.literal('journal'), version: z.int().min(1) });

/** A share of the inputs: part `index` of `count`, counted from 1. */
export const Shard = z
  .strictObject({ index: z.int().min(1), count: z.int().min(1) })
  .refine(({ index, count }) => index <= count);
export type Shard = z.infer<typeof Shard>;

const Patterns = z.array(z.string());

/** How the photos of a run were chosen. */
export const BatchChoice = z.strictObject({
  recursive: z.boolean(),
  page: z.int().min(1).exactOptional(),
  include: Patterns.exactOptional(),
  exclude: Patterns.exactOptional(),
  /** The highest median luma of a photo that was taken, 0 to 1. */
  onlyDark: z.number().exactOptional(),
  copyRest: z.boolean().exactOptional(),
  series: z.boolean().exactOptional(),
  rawJpeg: RawJpeg.exactOptional(),
});
export type BatchChoice = z.infer<typeof BatchChoice>;

/** What was asked for. It is told in reports; the photos of a run are in lines of their own. */
export const JournalRun = z.strictObject({
  type: z.literal('run'),
  run: RunId,
  at,
  candela: z.string(),
  inputs: z.array(z.string()),
  settings: Settings,
  /** Hash of the model's file. Null: the model could not be used. */
  modelSha256: Sha256.nullable(),
  shard: Shard.exactOptional(),
  choice: BatchChoice.exactOptional(),
  /** How many photos its plan has. If fewer lines follow, Candela was killed before the first of them was touched. */
  photos: z.int().min(0).exactOptional(),
});
export type JournalRun = z.infer<typeof JournalRun>;

const ofPhoto = { run: RunId, id: z.int().min(0) };
/** Median luma of a photo, 0 to 1, if it was measured. */
const median = z.number().min(0).max(1).exactOptional();

/** A photo that was queued. Its name and settings are frozen. Paths below the journal's folder are relative to it. */
export const JournalPhoto = z.strictObject({
  type: z.literal('photo'),
  ...ofPhoto,
  ...Job.omit({ journal: true }).shape,
  /** Absent: those of the run. */
  settings: Settings.exactOptional(),
  /** It is copied as it is, because it is bright enough. */
  copy: z.literal(true).exactOptional(),
  median,
  /** The photo's series within its run, counted from 1. */
  series: z.int().min(1).exactOptional(),
});
export type JournalPhoto = z.infer<typeof JournalPhoto>;

/** A photo that is done. `output` is null in all other outcomes. */
export const JournalDone = z.strictObject({
  type: z.literal('done'),
  ...ofPhoto,
  at,
  input: FileIdentity,
  output: FileIdentity.extend({ path: z.string().min(1) }),
  modelSha256: Sha256.nullable(),
  provider: Provider.nullable(),
  megapixels: z.number().nullable(),
  timings: Timings,
  notices: z.array(z.string()),
});
export type JournalDone = z.infer<typeof JournalDone>;

/** A file that was refused before it became a job has no id. */
export const JournalFailed = z.strictObject({
  type: z.literal('failed'),
  run: RunId,
  id: z.int().min(0).exactOptional(),
  at,
  input: z.string(),
  error: z.strictObject({ code: ErrorCode, message: z.string(), action: z.string().exactOptional() }),
});
export type JournalFailed = z.infer<typeof JournalFailed>;

export const JournalSkipped = z.strictObject({
  type: z.literal('skipped'),
  run: RunId,
  id: z.int().min(0).exactOptional(),
  at,
  input: z.string(),
  reason: SkipReason,
  output: z.string().nullable(),
  median,
});
export type JournalSkipped = z.infer<typeof JournalSkipped>;

/** A bright photo that was copied. */
export const JournalCopied = JournalDone.pick({
  run: true,
  id: true,
  at: true,
  input: true,
  output: true,
}).extend({
  type: z.literal('copied'),
});
export type JournalCopied = z.infer<typeof JournalCopied>;

export const JournalCancelled = z.strictObject({ type: z.literal('cancelled'), ...ofPhoto, at });
export type JournalCancelled = z.infer<typeof JournalCancelled>;

/** Every photo of the run has an outcome, or the person gave the rest up. */
export const JournalEnd = z.strictObject({ type: z.literal('end'), run: RunId, at });

/** A line of a journal after its first. */
export const JournalLine = z.discriminatedUnion('type', [
  JournalRun,
  JournalPhoto,
  JournalDone,
  JournalFailed,
  JournalSkipped,
  JournalCopied,
  JournalCancelled,
  JournalEnd,
]);
export type JournalLine = z.infer<typeof JournalLine>;
