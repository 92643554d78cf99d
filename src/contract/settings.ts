import { z } from 'zod';
import { OutputFormat } from './formats';
import { RawSettings } from './raw';

/** What results are called where nothing else is asked for. */
export const defaultNameTemplate = '{name}-candela';

/** Sizes that a result can be limited to: its long edge in pixels. */
export const longEdgeLimits = { min: 16, max: 65_535 } as const;
export const LongEdge = z.int().min(longEdgeLimits.min).max(longEdgeLimits.max);

/** The model that is used when none is named. */
export const defaultModel = 'candela';

/** Execution providers by the names that ONNX Runtime gives them. */
export const Provider = z.enum(['cpu', 'cuda', 'dml', 'coreml', 'webgpu']);
export type Provider = z.infer<typeof Provider>;

export const ProviderChoice = z.enum(['auto', ...Provider.options]);
export type ProviderChoice = z.infer<typeof ProviderChoice>;

/**
 * What to do when the result's name is taken: add a number, skip the photo, or replace an earlier result (nothing else is ever
 * replaced).
 */
export const ConflictPolicy = z.enum(['number', 'skip', 'overwrite']);
export type ConflictPolicy = z.infer<typeof ConflictPolicy>;

export const OutputSettings = z.strictObject({
  /** `same` keeps the input's format (GIF becomes PNG). */
  format: z.enum(['same', ...OutputFormat.options]).default('same'),
  /** 1–100; absent: the quality of the input, if it is known. */
  quality: z.int().min(1).max(100).optional(),
  /** Absent: the depth of the input, as far as the format supports it. */
  bitDepth: z.union([z.literal(8), z.literal(16)]).optional(),
  /** Name without extension. `core/name` defines the variables. */
  nameTemplate: z.string().min(1).default(defaultNameTemplate),
  onConflict: ConflictPolicy.default('number'),
  keepGps: z.boolean().default(true),
  /** The long edge in pixels; absent: the photo's own size. A smaller photo is not enlarged. */
  longEdge: LongEdge.optional(),
  /** `none` leaves out everything that the pixels do not need. The colour profile stays. */
  metadata: z.enum(['all', 'none']).default('all'),
});
export type OutputSettings = z.infer<typeof OutputSettings>;

/** The engine's own finishing step, after the network: neutral values leave the pixels exactly as they are. */
export const FinishSettings = z.strictObject({
  /** Exposure of the shadows in EV; white stays white. For models without a `brightness` control. */
  brightness: z.number().min(-2).max(2).default(0),
  /** Below 0 darkens bright tones, above 0 brightens them. */
  highlights: z.number().min(-1).max(1).default(0),
  /** -1: grey. 0: unchanged. 1: twice the distance from grey. */
  colour: z.number().min(-1).max(1).default(0),
});
export type FinishSettings = z.infer<typeof FinishSettings>;

/** All settings that affect a result's pixels and file. Saved and versioned. */
export const Settings = z.strictObject({
  version: z.literal(1).default(1),
  model: z.string().min(1),
  /** 0: the original. 1: the model's result. Between them: a mix of stored values. */
  strength: z.number().min(0).max(1).default(1),
  /** Values for the controls that the model's card lists. Absent controls are neutral. */
  controls: z.record(z.string(), z.number()).default({}),
  finish: FinishSettings.prefault({}),
  /** Absent: as it was shot. Only camera raws are developed. */
  raw: RawSettings.optional(),
  provider: ProviderChoice.default('auto'),
  output: OutputSettings.prefault({}),
});
export type Settings = z.infer<typeof Settings>;
