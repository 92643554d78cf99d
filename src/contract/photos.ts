import { z } from 'zod';
import { WireError } from './CandelaError';
import { FinishSettings, Provider, ProviderChoice } from './settings';

/** What stands for a photo outside the main process; says nothing of where it lies. */
export const PhotoHandle = z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits');
export type PhotoHandle = z.infer<typeof PhotoHandle>;

/** What the camera says of a shot, as far as it says it. */
export const Exposure = z.strictObject({
  camera: z.string().optional(),
  /** Seconds. */
  shutter: z.number().positive().optional(),
  /** f-number. */
  aperture: z.number().positive().optional(),
  iso: z.number().positive().optional(),
});
export type Exposure = z.infer<typeof Exposure>;

/** A page of a TIFF, counted from 1 among its full pictures. */
export const PageNumber = z.int().positive();

/** What is known of a photo before its pixels are decoded. */
export const PhotoSummary = z.strictObject({
  /** Pixels, orientation applied. */
  width: z.int().positive(),
  height: z.int().positive(),
  format: z.enum(['jpeg', 'png', 'tiff', 'webp', 'avif', 'gif']),
  bits: z.int(),
  isGrey: z.boolean(),
  exposure: Exposure,
  /** Which page this is and how many there are, where there are several. */
  page: PageNumber.optional(),
  pages: z.int().min(2).optional(),
});
export type PhotoSummary = z.infer<typeof PhotoSummary>;

/** A photo that was opened: readable, or refused with the reason. `name` is the file's name alone. */
export const PhotoEntry = z.strictObject({
  photo: PhotoHandle,
  name: z.string(),
  summary: PhotoSummary.optional(),
  error: WireError.optional(),
  /** It only says something, such as what was left out of a drop: there is no file to be read again, and nothing to close. */
  isNote: z.literal(true).optional(),
});
export type PhotoEntry = z.infer<typeof PhotoEntry>;

/** Pixels that wait to be fetched from `candela://photo/<photo>/<image>`: rows of 8-bit RGB, stored values. */
export const ImageRef = z.strictObject({
  image: z.string().regex(/^[0-9a-f]{32}$/),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type ImageRef = z.infer<typeof ImageRef>;

/** What decides the network's own result, before strength and finishing. */
export const InferenceSettings = z.strictObject({
  model: z.string().min(1),
  controls: z.record(z.string(), z.number()),
  provider: ProviderChoice,
});
export type InferenceSettings = z.infer<typeof InferenceSettings>;

/** What the viewer's shader and the export both do to (original, result). */
export const MixSettings = z.strictObject({ strength: z.number().min(0).max(1), finish: FinishSettings });
export type MixSettings = z.infer<typeof MixSettings>;

/** One metric of one picture; which metrics there are is the business of core's `metricTable`. */
export const Score = z.strictObject({
  id: z.string(),
  /** Null: infinitely good, as the PSNR of equal pictures. */
  value: z.number().nullable(),
  unit: z.string().nullable(),
  better: z.enum(['higher', 'lower']),
});
export type Score = z.infer<typeof Score>;

/** All scores of a picture against its ground truth, by both conventions of the field; their numbers must not be compared. */
export const PairScore = z.strictObject({
  /** The picture as it is. */
  plain: z.array(Score),
  /** After scaling to the truth's mean (GT-mean), by `gain`. */
  matched: z.array(Score),
  gain: z.number(),
});
export type PairScore = z.infer<typeof PairScore>;

/** What the page shows of a photo's look. */
export const Look = z.strictObject({ inference: InferenceSettings, mix: MixSettings });
export type Look = z.infer<typeof Look>;

/** What the network does with a photo, step by step, with the photo's own numbers; `picture` is how its pictures are named. */
export function explanationOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    arrays: z.array(arrayOf(picture)),
    /** What the network sees of the whole photo. */
    thumbnail: picture.exactOptional(),
    /** Extra outputs that the card names, as pictures scaled to their range. */
    maps: z.array(
      z.strictObject({ name: z.string(), meaning: z.string(), min: z.number(), max: z.number(), picture }),
    ),
    /** Tiles of the full photo: the part that each owns. */
    tiles: z.array(z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })),
    overlap: z.int(),
    provider: Provider,
  });
}

/** One stage of the network's way. */
function arrayOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    step: z.enum(['loaded', 'divided', 'predicted', 'multiplied', 'clipped', 'stored']),
    /** As NumPy would print it: height, width, channels; a leading 1 is the batch. */
    shape: z.array(z.int()),
    type: z.enum(['uint8', 'uint16', 'float32']),
    min: z.number(),
    max: z.number(),
    /** The first nine samples. */
    first: z.array(z.number()),
    /** Samples outside what the type holds, where clipping mattered. */
    outside: z.int().exactOptional(),
    /** A picture of the array, where it can be shown. */
    picture: picture.exactOptional(),
  });
}

export const Explanation = explanationOf(ImageRef);
export type Explanation = z.infer<typeof Explanation>;
export type ExplainedArray = Explanation['arrays'][number];
