import { z } from 'zod';
import { ErrorCode } from './CandelaError';
import { ControlSpec } from './modelCard';
import { ReportTotals } from './report';
import { Provider } from './settings';

/** One line of `candela models --json`. A model whose card cannot be used has an error and no values from its card. */
export const ModelRecord = z.strictObject({
  type: z.literal('model'),
  id: z.string(),
  /** Absolute path of the folder with the card and the network. */
  folder: z.string(),
  /** True for the model that is used when none is named. */
  default: z.boolean(),
  name: z.string().optional(),
  version: z.string().optional(),
  summary: z.string().optional(),
  licence: z.string().optional(),
  usableCommercially: z.boolean().optional(),
  sha256: z.string().optional(),
  controls: z.array(ControlSpec).optional(),
  cannot: z.array(z.string()).optional(),
  error: z
    .strictObject({
      code: ErrorCode,
      message: z.string(),
    })
    .optional(),
});
export type ModelRecord = z.infer<typeof ModelRecord>;

/** One line of `candela devices --json`. */
export const DeviceRecord = z.strictObject({
  type: z.literal('device'),
  provider: Provider,
  state: z.enum(['works', 'notBundled', 'failed']),
  /** True for the provider that `--provider auto` takes. */
  chosen: z.boolean(),
  /** Id of the model that it was tested with. */
  model: z.string(),
  /** Speed of the self-test. */
  megapixelsPerSecond: z.number().optional(),
  /** Why it failed. */
  reason: z.string().optional(),
  /** What to install to make it work. */
  wouldBring: z.string().optional(),
});
export type DeviceRecord = z.infer<typeof DeviceRecord>;

/** One line of `candela batches --json`: a batch that stopped before its end. Paths are absolute. */
export const BatchRecord = z.strictObject({
  type: z.literal('batch'),
  folder: z.string(),
  journal: z.string(),
  /** When its last run began. */
  at: z.iso.datetime(),
  photos: z.int(),
  done: z.int(),
  failed: z.int(),
  /** A Candela of this machine is working on it. */
  isRunning: z.boolean(),
});
export type BatchRecord = z.infer<typeof BatchRecord>;

/** The line of `candela report --json`. Paths are absolute. */
export const ReportRecord = z.strictObject({
  type: z.literal('report'),
  folder: z.string(),
  files: z.array(z.string()),
  totals: ReportTotals,
});
export type ReportRecord = z.infer<typeof ReportRecord>;
