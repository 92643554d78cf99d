import { z } from 'zod';
import { WireError } from './CandelaError';
import { DeviceRecord } from './listings';
import { ModelCard } from './modelCard';
import { ExportChoices, Preferences, PreferencesPatch, Preset } from './preferences';
import {
  Explanation,
  ImageRef,
  InferenceSettings,
  MixSettings,
  PageNumber,
  PairScore,
  PhotoEntry,
  PhotoHandle,
} from './photos';
import { Provider } from './settings';

const none = z.strictObject({});
const photo = { photo: PhotoHandle };

/** A model for the picker; one that cannot be used has an error and no card. */
export const ModelChoice = z.strictObject({
  id: z.string(),
  isDefault: z.boolean(),
  card: ModelCard.optional(),
  error: WireError.optional(),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/** A result that was written. `save` stands for the file in later calls; paths stay with the main process. */
export const SavedFile = z.strictObject({
  save: PhotoHandle,
  /** Null: skipped, since the name was taken. */
  name: z.string().nullable(),
  folder: z.string(),
  /** Not where an earlier result was replaced: that one cannot be had back. */
  canUndo: z.boolean(),
  provider: Provider.nullable(),
  totalMs: z.number(),
  notices: z.array(z.string()),
});
export type SavedFile = z.infer<typeof SavedFile>;

const look = z.strictObject({ inference: InferenceSettings, mix: MixSettings });

/**
 * Every call from the page to the main process: what goes in, what comes out. Preload, handlers and page derive from this table;
 * both ends parse. Every call can be cancelled by its id.
 */
export const calls = {
  /** Shows the open dialog; no photo when it was closed. */
  'photos.open': { input: none, output: z.array(PhotoEntry) },
  'photos.paste': { input: none, output: z.array(PhotoEntry) },
  'photos.samples': { input: none, output: z.array(PhotoEntry) },
  /** One of the samples is open from now on, also for a page that starts anew. */
  'photos.openSample': { input: z.strictObject(photo), output: none },
  /** Names of the photos opened last, newest first; `recent` opens one again. */
  'photos.recent': {
    input: none,
    output: z.array(z.strictObject({ recent: PhotoHandle, name: z.string(), folder: z.string() })),
  },
  'photos.openRecent': { input: z.strictObject({ recent: PhotoHandle }), output: z.array(PhotoEntry) },
  'photos.clearRecent': { input: none, output: none },
  /** Looks at a refused photo's file once more; its handle stays. */
  'photos.reopen': { input: z.strictObject(photo), output: PhotoEntry },
  /** Another page of a photo, under a handle of its own; the first one stays open. */
  'photos.choosePage': { input: z.strictObject({ ...photo, page: PageNumber }), output: PhotoEntry },
  'photos.close': { input: z.strictObject(photo), output: none },
  /** The ground truth of a photo: asked for, or found by name in a sibling folder (null: none found). Of another size: refused. */
  'photos.chooseTruth': { input: z.strictObject(photo), output: PhotoEntry.nullable() },
  'photos.findTruth': { input: z.strictObject(photo), output: PhotoEntry.nullable() },
  /**
   * The photo as it is, long edge at most `size`: stored values. `display` is there for photos that are not sRGB: a cube of
   * `displaySide`³ colours, red fastest, blue slowest, that turns stored values into sRGB for the screen. `damage` is there when the
   * file is broken and the picture is only what decodes of it: such a photo is refused by every other call.
   */
  'photos.preview': {
    input: z.strictObject({ ...photo, size: z.int().min(64).max(8192) }),
    output: z.strictObject({
      picture: ImageRef,
      display: ImageRef.nullable(),
      damage: WireError.optional(),
    }),
  },
  /** The network's result for that preview. */
  'photos.draft': {
    input: z.strictObject({ ...photo, size: z.int().min(64).max(8192), inference: InferenceSettings }),
    output: z.strictObject({
      picture: ImageRef,
      provider: Provider,
      ms: z.number(),
      notices: z.array(z.string()),
    }),
  },
  /** One tile of the full-size photo: column and row on a grid of `tileSide`; `inference` null: the photo as it is. */
  'photos.tile': {
    input: z.strictObject({
      ...photo,
      column: z.int().min(0),
      row: z.int().min(0),
      inference: InferenceSettings.nullable(),
    }),
    output: ImageRef,
  },
  /** Scores of low light and enhanced against the truth, on full-size pixels. */
  'photos.measure': {
    input: z.strictObject({ ...photo, truth: PhotoHandle, look }),
    output: z.strictObject({ lowLight: PairScore, enhanced: PairScore }),
  },
  'photos.explain': {
    input: z.strictObject({ ...photo, inference: InferenceSettings }),
    output: Explanation,
  },
  /** Writes the result; the original is never replaced. */
  'save.write': { input: z.strictObject({ ...photo, look, choices: ExportChoices }), output: SavedFile },
  /** What the name would be, and where. */
  'save.example': {
    input: z.strictObject({ ...photo, look, choices: ExportChoices }),
    output: z.strictObject({ name: z.string(), folder: z.string() }),
  },
  /** Asks for the folder of results; null: closed, or back to the folder beside the photo. */
  'save.chooseFolder': { input: none, output: z.strictObject({ folder: z.string().nullable() }) },
  'save.resetFolder': { input: none, output: none },
  'save.reveal': { input: z.strictObject({ save: PhotoHandle }), output: none },
  /** Removes the file that was written, if it replaced none and nobody changed it since. */
  'save.undo': { input: z.strictObject({ save: PhotoHandle }), output: none },
  /** The `candela` line that writes the same bytes; also put on the clipboard when `copy`. */
  'save.command': {
    input: z.strictObject({ ...photo, look, choices: ExportChoices, copy: z.boolean() }),
    output: z.strictObject({ command: z.string() }),
  },
  /** The full-size result to the clipboard. */
  'save.copyPicture': { input: z.strictObject({ ...photo, look }), output: none },
  'models.list': { input: none, output: z.array(ModelChoice) },
  'devices.list': { input: none, output: z.array(DeviceRecord) },
  'preferences.read': { input: none, output: Preferences },
  'preferences.change': { input: PreferencesPatch, output: Preferences },
  'presets.export': {
    input: z.strictObject({ presets: z.array(Preset).min(1) }),
    output: z.strictObject({ saved: z.boolean() }),
  },
  'presets.import': { input: none, output: z.array(Preset) },
  'app.about': {
    input: none,
    output: z.strictObject({ version: z.string(), electron: z.string(), platform: z.string() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** Side of the tiles that `photos.tile` gives, pixels of the full-size photo; those at the right and lower edge are smaller. */
export const tileSide = 512;

/** Side of the colour cube of `photos.preview`; its picture is `displaySide`² wide and `displaySide` high. */
export const displaySide = 33;

/** How every call is answered. */
export type Answer<T> =
  { ok: true; value: T } | { ok: false; error: WireError } | { ok: false; aborted: true };
