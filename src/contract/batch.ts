import { z } from 'zod';
import { WireError } from './CandelaError';
import { Progress, SkipReason } from './job';
import { Look, PhotoHandle } from './photos';
import { ExportChoices } from './preferences';
import { SavedFile } from './saves';

/** The most photos that can be dropped, opened or closed together. */
export const mostPhotos = 10_000;

const unit = z.number().min(0).max(1);
export const Handles = z.array(PhotoHandle).min(1).max(mostPhotos);

/** Which photos of a batch are enhanced, and what is decided for several of them together. */
export const BatchChoices = z.strictObject({
  /** Only photos whose median luma is at most this. Absent: all. */
  onlyDark: unit.exactOptional(),
  /** The bright photos are copied to where their results would be. */
  copyRest: z.boolean().default(false),
  /** The frames of a series get one brightness. */
  series: z.boolean().default(false),
});
export type BatchChoices = z.infer<typeof BatchChoices>;

/** Patterns of file names, such as `IMG_*.jpg`. */
export const NamePatterns = z.array(z.string().min(1).max(1000)).max(100);

/** Most photos share a look, so each names one of `looks` by its position. */
const looksOfPhotos = {
  looks: z.array(Look).min(1).max(mostPhotos),
  photos: z
    .array(z.strictObject({ photo: PhotoHandle, look: z.int().min(0) }))
    .min(1)
    .max(mostPhotos),
};
type LooksOfPhotos = { readonly looks: readonly unknown[]; readonly photos: readonly { look: number }[] };

function isWhole({ looks, photos }: LooksOfPhotos): boolean {
  return photos.every(({ look }) => look < looks.length);
}

/** Photos to enhance, in their order. */
export const BatchWish = z
  .strictObject({ ...looksOfPhotos, choices: ExportChoices, batch: BatchChoices })
  .refine(isWhole);
export type BatchWish = z.infer<typeof BatchWish>;

/** Other looks for photos that wait. */
export const BatchAdjustment = z.strictObject(looksOfPhotos).refine(isWhole);
export type BatchAdjustment = z.infer<typeof BatchAdjustment>;

/** What a batch would write, known before it starts. Folders are labels. */
export const BatchOutline = z.strictObject({
  folders: z.array(
    z.strictObject({
      folder: z.string(),
      files: z.array(z.strictObject({ photo: PhotoHandle, name: z.string() })),
    }),
  ),
  /** Bright photos. Those that are copied go to a folder of the batch. */
  left: z.array(z.strictObject({ photo: PhotoHandle, isCopied: z.boolean() })),
  /** Photos whose result exists: its name. */
  skipped: z.array(z.strictObject({ photo: PhotoHandle, name: z.string() })),
  refused: z.array(z.strictObject({ photo: PhotoHandle, error: WireError })),
  series: z.array(z.array(PhotoHandle)),
});
export type BatchOutline = z.infer<typeof BatchOutline>;

export const BatchPhotoState = z.enum(['queued', 'running', 'done', 'failed', 'skipped', 'cancelled']);
export type BatchPhotoState = z.infer<typeof BatchPhotoState>;

/** A photo of the window's batch. Its settings are frozen when it begins. */
export const BatchPhoto = z.strictObject({
  photo: PhotoHandle,
  state: BatchPhotoState,
  look: Look,
  progress: Progress.exactOptional(),
  /** Why it failed. */
  error: WireError.exactOptional(),
  /** Why it was skipped. */
  reason: SkipReason.exactOptional(),
  /** It was over before the time of the batch began to count anew. */
  isEarlier: z.literal(true).exactOptional(),
  /** Its result. For a skipped photo: the file that has its name. */
  saved: SavedFile.exactOptional(),
});
export type BatchPhoto = z.infer<typeof BatchPhoto>;

/** `planning` while names are decided, `pausing` while photos are still running after a pause. */
export const BatchStatus = z.enum(['idle', 'planning', 'running', 'pausing', 'paused', 'finished']);
export type BatchStatus = z.infer<typeof BatchStatus>;

const whole = {
  status: BatchStatus,
  /** Why it paused by itself. */
  halt: WireError.exactOptional(),
  /** Milliseconds at work, without pauses. */
  activeMs: z.number(),
  /** The folder that is watched, by its label. With an error, watching has ended. Null: none. */
  watching: z
    .strictObject({
      folder: z.string(),
      isThere: z.boolean(),
      arrived: z.int(),
      error: WireError.exactOptional(),
    })
    .nullable(),
};

export const BatchState = z.strictObject({ ...whole, photos: z.array(BatchPhoto) });
export type BatchState = z.infer<typeof BatchState>;

/** What changed of a batch since the last event. */
export const BatchChange = z.strictObject({
  ...whole,
  changed: z.array(BatchPhoto),
  /** Photos that are no longer in it. */
  gone: z.array(PhotoHandle),
  /** The order of all its photos. Absent: as before, with new photos at the end. */
  order: z.array(PhotoHandle).exactOptional(),
});
export type BatchChange = z.infer<typeof BatchChange>;

/** A batch that stopped before its end. */
export const UnfinishedBatch = z.strictObject({
  batch: PhotoHandle,
  /** Label of the folder with its results. */
  folder: z.string(),
  at: z.iso.datetime(),
  photos: z.int(),
  done: z.int(),
  failed: z.int(),
  /** Another Candela works on it now. */
  isRunning: z.boolean(),
});
export type UnfinishedBatch = z.infer<typeof UnfinishedBatch>;
