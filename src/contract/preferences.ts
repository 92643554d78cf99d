import { z } from 'zod';
import { OutputFormat } from './formats';
import { developing } from './raw';
import { ConflictPolicy, defaultNameTemplate, FinishSettings, LongEdge, ProviderChoice } from './settings';

/** Limits of the preferences. The page's inputs stop at the same limits. */
export const preferenceLimits = {
  presets: 200,
  presetName: 60,
  nameTemplate: 255,
  lessonPages: 200,
  patterns: 500,
} as const;

/** Named settings of a look. They include no model and no file. */
export const Preset = z.strictObject({
  version: z.literal(1).default(1),
  name: z.string().trim().min(1).max(preferenceLimits.presetName),
  strength: z.number().min(0).max(1),
  controls: z.record(z.string(), z.number()),
  finish: FinishSettings,
  ...developing,
});
export type Preset = z.infer<typeof Preset>;

/** The values of the export sheet. The main process grants the folder; the page knows only its label. */
export const ExportChoices = z.strictObject({
  format: z.enum(['same', ...OutputFormat.options]).default('same'),
  quality: z.int().min(1).max(100).optional(),
  bitDepth: z.union([z.literal(8), z.literal(16)]).optional(),
  longEdge: LongEdge.optional(),
  metadata: z.enum(['all', 'noGps', 'none']).default('all'),
  nameTemplate: z.string().min(1).max(preferenceLimits.nameTemplate).default(defaultNameTemplate),
  onConflict: ConflictPolicy.default('number'),
});
export type ExportChoices = z.infer<typeof ExportChoices>;

/** What is chosen for a batch as a whole, and for a watched folder. */
export const BatchPreferences = z.strictObject({
  isOnlyDark: z.boolean().default(false),
  /** Median luma up to which a photo is dark, 0 to 1. */
  darkness: z.number().min(0).max(1).default(0.25),
  copyRest: z.boolean().default(false),
  series: z.boolean().default(false),
  /** Patterns of names as they were typed, for a watched folder. */
  include: z.string().max(preferenceLimits.patterns).default(''),
  exclude: z.string().max(preferenceLimits.patterns).default(''),
});
export type BatchPreferences = z.infer<typeof BatchPreferences>;

export const Theme = z.enum(['dark', 'light', 'system']);
export type Theme = z.infer<typeof Theme>;

/** How deep the lessons' words go. The figures are the same at each depth. */
export const Depth = z.enum(['photographer', 'student', 'engineer']);
export type Depth = z.infer<typeof Depth>;

const PageId = z.string().min(1).max(60);

/** Where a person is in the lessons. */
export const LearnProgress = z.strictObject({
  depth: Depth.default('student'),
  /** The page shown last. Null: the first. */
  page: PageId.nullable().default(null),
  /** The page shown last beside a photo in Enhance. Null: the one that fits the model best. */
  beside: PageId.nullable().default(null),
  seen: z.array(PageId).max(preferenceLimits.lessonPages).default([]),
});
export type LearnProgress = z.infer<typeof LearnProgress>;

const values = {
  theme: Theme,
  /** Null: the app's default model. */
  model: z.string().nullable(),
  provider: ProviderChoice,
  view: z.enum(['split', 'side', 'blink', 'difference', 'truth']),
  showClipping: z.boolean(),
  presets: z.array(Preset).max(preferenceLimits.presets),
  exportChoices: ExportChoices,
  learn: LearnProgress,
  batch: BatchPreferences,
};

/**
 * The app's preferences as the page sees them. Absent values get their defaults. A key that does not parse is dropped; the others
 * stay.
 */
export const Preferences = z.strictObject({
  version: z.literal(1).default(1),
  theme: values.theme.default('dark'),
  model: values.model.default(null),
  provider: values.provider.default('auto'),
  view: values.view.default('split'),
  showClipping: values.showClipping.default(false),
  presets: values.presets.default([]),
  exportChoices: values.exportChoices.prefault({}),
  learn: values.learn.prefault({}),
  batch: values.batch.prefault({}),
});
export type Preferences = z.infer<typeof Preferences>;

/** A change of some preferences. It has no defaults: a key that the patch omits stays as it is. */
export const PreferencesPatch = z.strictObject({
  theme: values.theme.exactOptional(),
  model: values.model.exactOptional(),
  provider: values.provider.exactOptional(),
  view: values.view.exactOptional(),
  showClipping: values.showClipping.exactOptional(),
  presets: values.presets.exactOptional(),
  exportChoices: values.exportChoices.exactOptional(),
  learn: values.learn.exactOptional(),
  batch: values.batch.exactOptional(),
});
export type PreferencesPatch = z.infer<typeof PreferencesPatch>;
