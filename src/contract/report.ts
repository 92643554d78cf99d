import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import { RunId, SkipReason, Timings } from './job';
import { BatchChoice, Shard } from './journal';
import { Provider, Settings } from './settings';

/** The version of report.json. It grows when a key changes its meaning or goes away, not when one is added. */
export const reportVersion = 1;

/** The files that a report can be written as. */
export const ReportFormat = z.enum(['html', 'csv', 'json']);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** `open`: not done yet. */
export const ReportStatus = z.enum(['done', 'failed', 'skipped', 'cancelled', 'open']);
export type ReportStatus = z.infer<typeof ReportStatus>;

const at = z.iso.datetime();
const count = z.int().min(0);

/** The last word of all journals about one photo. Paths are absolute. */
export const ReportPhoto = z.strictObject({
  input: z.string(),
  page: z.int().min(1).exactOptional(),
  status: ReportStatus,
  /** When that was settled; null for open photos. */
  at: at.nullable(),
  /** The result; for a skipped photo what there is in its place; for an open one the name that its result will get. */
  output: z.string().nullable(),
  error: z
    .strictObject({ code: ErrorCode, message: z.string(), action: z.string().exactOptional() })
    .exactOptional(),
  reason: SkipReason.exactOptional(),
  run: RunId,
  shard: Shard.exactOptional(),
  /** Position in the report's settings. */
  settings: count,
  modelSha256: z.string().nullable(),
  provider: Provider.nullable(),
  megapixels: z.number().nullable(),
  timings: Timings.nullable(),
  /** Median luma of the original, 0 to 1, where it was measured. */
  median: z.number().nullable(),
  /** Photos of one series have the same number. */
  series: z.int().min(1).nullable(),
  notices: z.array(z.string()),
});
export type ReportPhoto = z.infer<typeof ReportPhoto>;

export const ReportTotals = z.strictObject({
  photos: count,
  done: count,
  failed: count,
  skipped: count,
  cancelled: count,
  open: count,
  /** Of the photos that are done. */
  megapixels: z.number(),
  /** Time in which at least one photo was worked on, on any machine, ms. Pauses do not count. */
  workedMs: z.number(),
  megapixelsPerSecond: z.number().nullable(),
});
export type ReportTotals = z.infer<typeof ReportTotals>;

/** A journal that the report was made from. */
export const ReportJournal = z.strictObject({
  file: z.string(),
  shard: Shard.exactOptional(),
  /** Who is writing to it now, in words. */
  holder: z.string().nullable(),
  /** Its last line was cut off, by a crash or because it is being written. */
  isCut: z.boolean(),
  /** Lines that could not be read and were passed over. */
  broken: count,
});
export type ReportJournal = z.infer<typeof ReportJournal>;

/** One start of a batch. */
export const ReportRun = z.strictObject({
  run: RunId,
  journal: z.string(),
  at,
  candela: z.string(),
  inputs: z.array(z.string()),
  settings: count,
  modelSha256: z.string().nullable(),
  shard: Shard.exactOptional(),
  choice: BatchChoice.exactOptional(),
  photos: count,
  /** Some photos have no outcome yet. */
  isUnfinished: z.boolean(),
});
export type ReportRun = z.infer<typeof ReportRun>;

/** What the journals of a folder say, joined. report.json holds one. Paths are absolute. */
export const Report = z.strictObject({
  type: z.literal('candela-report'),
  version: z.literal(reportVersion),
  /** When the report was made, and by which version. */
  at,
  candela: z.string(),
  folder: z.string(),
  /** The report is about one share alone. */
  shard: Shard.exactOptional(),
  totals: ReportTotals,
  /** The threshold of --only-dark, 0 to 1, if the last run had one. */
  onlyDark: z.number().nullable(),
  journals: z.array(ReportJournal),
  runs: z.array(ReportRun),
  settings: z.array(z.strictObject({ words: z.array(z.string()), settings: Settings })),
  photos: z.array(ReportPhoto),
  /** Photos that were done more than once in the same way. */
  twice: z.array(z.strictObject({ input: z.string(), outputs: z.array(z.string()) })),
  /** Shares of a batch that have no journal. */
  missingShards: z.array(Shard),
  /** Photos that lie in the inputs and that no journal knows. */
  missing: z.array(z.string()),
  /** Inputs that could not be looked into for that. */
  unseen: z.array(z.string()),
});
export type Report = z.infer<typeof Report>;
