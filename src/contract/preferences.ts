import { z } from 'zod';
import { ConflictPolicy, FinishSettings, OutputFormat, ProviderChoice } from './settings';

/** The most that preferences hold; entries of the page stop there. */
export const preferenceLimits = { presets: 200, presetName: 60, nameTemplate: 255 } as const;

/** Named settings of a look; models and files are not part of it. */
export const Preset = z.strictObject({
  version: z.literal(1).default(1),
  name: z.string().trim().min(1).max(preferenceLimits.presetName),
  strength: z.number().min(0).max(1),
  controls: z.record(z.string(), z.number()),
  finish: FinishSettings,
});
export type Preset = z.infer<typeof Preset>;

/** What the export sheet holds. The folder is a grant of the main process: the page knows its label alone. */
export const ExportChoices = z.strictObject({
  format: z.enum(['same', ...OutputFormat.options]).default('same'),
  quality: z.int().min(1).max(100).optional(),
  bitDepth: z.union([z.literal(8), z.literal(16)]).optional(),
  longEdge: z.int().min(16).max(65535).optional(),
  metadata: z.enum(['all', 'noGps', 'none']).default('all'),
  nameTemplate: z.string().min(1).max(preferenceLimits.nameTemplate).default('{name}-candela'),
  onConflict: ConflictPolicy.default('number'),
});
export type ExportChoices = z.infer<typeof ExportChoices>;

export const Theme = z.enum(['dark', 'light', 'system']);
export type Theme = z.infer<typeof Theme>;

const values = {
  theme: Theme,
  /** Null: the model that the app ships as its default. */
  model: z.string().nullable(),
  provider: ProviderChoice,
  view: z.enum(['split', 'side', 'blink', 'difference', 'truth']),
  showClipping: z.boolean(),
  presets: z.array(Preset).max(preferenceLimits.presets),
  exportChoices: ExportChoices,
};

/** The app's own settings as the page sees them. Absent values have their defaults; what does not parse is dropped key by key. */
export const Preferences = z.strictObject({
  version: z.literal(1).default(1),
  theme: values.theme.default('dark'),
  model: values.model.default(null),
  provider: values.provider.default('auto'),
  view: values.view.default('split'),
  showClipping: values.showClipping.default(false),
  presets: values.presets.default([]),
  exportChoices: values.exportChoices.prefault({}),
});
export type Preferences = z.infer<typeof Preferences>;

/** Some of them, to be changed. Without defaults of their own: what a patch does not name stays as it is. */
export const PreferencesPatch = z.strictObject({
  theme: values.theme.exactOptional(),
  model: values.model.exactOptional(),
  provider: values.provider.exactOptional(),
  view: values.view.exactOptional(),
  showClipping: values.showClipping.exactOptional(),
  presets: values.presets.exactOptional(),
  exportChoices: values.exportChoices.exactOptional(),
});
export type PreferencesPatch = z.infer<typeof PreferencesPatch>;
