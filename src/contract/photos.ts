import { z } from 'zod';
import { WireError } from './CandelaError';
import { PhotoFormat } from './formats';
import { developing } from './raw';
import { FinishSettings, Provider, ProviderChoice } from './settings';

/** A handle for a photo outside the main process. It reveals nothing about the file's location. */
export const PhotoHandle = z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits');
export type PhotoHandle = z.infer<typeof PhotoHandle>;

/** The camera's data about a shot, as far as the file has it. */
export const Exposure = z.strictObject({
  /**
   * By the camera's own clock, without a time zone: `2026-01-31T23:59:05`, with a fraction of the second if it is known, or the day
   * alone.
   */
  taken: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?)?$/)
    .optional(),
  camera: z.string().optional(),
  lens: z.string().optional(),
  /** Seconds. */
  shutter: z.number().positive().optional(),
  /** f-number. */
  aperture: z.number().positive().optional(),
  iso: z.number().positive().optional(),
});
export type Exposure = z.infer<typeof Exposure>;

/** Bins of a survey's histogram, and the sides of its signature. */
export const surveyBins = 64;
export const signatureSide = 16;

const unit = z.number().min(0).max(1);

/** How light a photo is. Luma of stored values as sRGB, 0 to 1, whatever the photo's depth and profile. */
export const Light = z.strictObject({
  median: unit,
  mean: unit,
  /** Shares of the pixels, from dark to light. */
  histogram: z.array(unit).length(surveyBins),
  /** Mean luma of the cells of a grid over the whole photo, row by row. */
  signature: z.array(unit).length(signatureSide ** 2),
});
export type Light = z.infer<typeof Light>;

/** What is known of a photo before a network sees it. */
export const Survey = z.strictObject({
  /** Pixels, orientation applied. */
  width: z.int().positive(),
  height: z.int().positive(),
  light: Light,
  exposure: Exposure,
});
export type Survey = z.infer<typeof Survey>;

/** A page of a TIFF or HEIC, counted from 1 among its full pictures. */
export const PageNumber = z.int().positive();

/** The facts about a photo that are known before its pixels are decoded. */
export const PhotoSummary = z.strictObject({
  /** Pixels, orientation applied. */
  width: z.int().positive(),
  height: z.int().positive(),
  format: PhotoFormat,
  bits: z.int(),
  isGrey: z.boolean(),
  exposure: Exposure,
  /** The page's number and the number of pages, for files with several pages. */
  page: PageNumber.optional(),
  pages: z.int().min(2).optional(),
});
export type PhotoSummary = z.infer<typeof PhotoSummary>;

/**
 * A photo that was opened: readable, refused with a reason, or with neither, not read yet. `name` is the file's name without its
 * folder.
 */
export const PhotoEntry = z.strictObject({
  photo: PhotoHandle,
  name: z.string(),
  summary: PhotoSummary.optional(),
  error: WireError.optional(),
  /** A message only, for example about files that were left out of a drop. It has no file to read again and nothing to close. */
  isNote: z.literal(true).optional(),
  /** What it was opened with, if it was opened to be compared: a folder, or its file alone. The name has no path. */
  set: z.strictObject({ id: PhotoHandle, name: z.string() }).optional(),
});
export type PhotoEntry = z.infer<typeof PhotoEntry>;

/** Pixels that can be fetched from `candela://photo/<photo>/<image>`: rows of 8-bit RGB, stored values. */
export const ImageRef = z.strictObject({
  image: z.string().regex(/^[0-9a-f]{32}$/),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type ImageRef = z.infer<typeof ImageRef>;

/** The settings that affect the network's result, before strength and finishing. */
export const InferenceSettings = z.strictObject({
  model: z.string().min(1),
  controls: z.record(z.string(), z.number()),
  provider: ProviderChoice,
});
export type InferenceSettings = z.infer<typeof InferenceSettings>;

/** The steps from (original, result) to the final pixels. The viewer's shader and the export both apply them. */
export const MixSettings = z.strictObject({ strength: z.number().min(0).max(1), finish: FinishSettings });
export type MixSettings = z.infer<typeof MixSettings>;

/** The network's result without mix and finishing. */
export const networkAlone: MixSettings = {
  strength: 1,
  finish: { brightness: 0, highlights: 0, colour: 0 },
};

/** Long edge of the pictures that tiles of photos are made of. Original and result share one decoding. */
export const tilePictureSize = 384;

/** One metric of one picture. Core's `metricTable` lists the metrics. */
export const Score = z.strictObject({
  id: z.string(),
  /** Null: infinite, such as the PSNR of equal pictures. */
  value: z.number().nullable(),
  unit: z.string().nullable(),
  better: z.enum(['higher', 'lower']),
});
export type Score = z.infer<typeof Score>;

/**
 * All scores of a picture against its ground truth, by both conventions of the field. Scores of different conventions cannot be
 * compared.
 */
export const PairScore = z.strictObject({
  /** The picture as it is, without scaling. */
  plain: z.array(Score),
  /** After scaling to the truth's mean (GT-mean), by `gain`. */
  matched: z.array(Score),
  gain: z.number(),
});
export type PairScore = z.infer<typeof PairScore>;

/** What a person set for a photo, as it is kept for the next time. Absent controls are neutral. */
export const PhotoSettings = z.strictObject({
  model: z.string().min(1),
  strength: z.number().min(0).max(1),
  controls: z.record(z.string(), z.number()),
  finish: FinishSettings,
  ...developing,
});
export type PhotoSettings = z.infer<typeof PhotoSettings>;

/** A person's judgement of a photo, as it is kept for the next time. */
export const PhotoMarks = z.strictObject({
  /** Stars. 0: not rated. */
  rating: z.int().min(0).max(5),
  isRejected: z.boolean(),
});
export type PhotoMarks = z.infer<typeof PhotoMarks>;

const share = z.number().min(0).max(1);
const Clipped = z.strictObject({ any: share, all: share });

/** Shares of clipped pixels, 0 to 1: with any channel at the end of the scale, and with all of them there. */
export const Clipping = z.strictObject({ black: Clipped, white: Clipped });
export type Clipping = z.infer<typeof Clipping>;

/** The look of a photo, as the page shows it. */
export const Look = z.strictObject({ inference: InferenceSettings, mix: MixSettings, ...developing });
export type Look = z.infer<typeof Look>;

/** The network's steps for a photo, with the photo's real numbers. `picture` is how its pictures are named. */
/** A step of the pipeline that is left out or done wrong, to see what it is for. */
export const PipelineMistake = z.enum(['noDivision', 'noClip', 'swappedColours', 'noBatch']);
export type PipelineMistake = z.infer<typeof PipelineMistake>;

export function explanationOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    arrays: z.array(arrayOf(picture)),
    /** The whole photo as the network sees it. */
    thumbnail: picture.exactOptional(),
    /** Extra outputs that the card names, as pictures scaled to their range. */
    maps: z.array(
      z.strictObject({ name: z.string(), meaning: z.string(), min: z.number(), max: z.number(), picture }),
    ),
    /** Tiles of the full photo: the part that each one owns. */
    tiles: z.array(z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })),
    overlap: z.int(),
    provider: Provider,
    /** The runtime's own words where a mistake kept the network from running. */
    refused: z.string().exactOptional(),
  });
}

/** One stage inside the network. */
function arrayOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    step: z.enum(['loaded', 'divided', 'predicted', 'multiplied', 'clipped', 'stored']),
    /** In NumPy's notation: height, width, channels. A leading 1 is the batch. */
    shape: z.array(z.int()),
    type: z.enum(['uint8', 'uint16', 'float32']),
    min: z.number(),
    max: z.number(),
    /** The first nine samples. */
    first: z.array(z.number()),
    /** The number of samples outside the type's range, for stages that clip. */
    outside: z.int().exactOptional(),
    /** A picture of the array, if it can be shown. */
    picture: picture.exactOptional(),
  });
}

export const Explanation = explanationOf(ImageRef);
export type Explanation = z.infer<typeof Explanation>;
export type ExplainedArray = Explanation['arrays'][number];
