import { type Notice, Baseline, ErrorKind, HostImage, MetricId, RawSettings, Scores } from '@contract';
import type { Samples } from '@core';
import { z } from 'zod';
import { wasm, type WasmModule } from './wasm';

/** Work for a separate thread. A job is named after its file in `entries`, which the build bundles. */
export type Job<Input extends z.ZodType, Output extends z.ZodType> = {
  readonly name: string;
  readonly input: Input;
  readonly output: Output;
};

const Samples = z.custom<Samples>((value) => value instanceof Uint8Array || value instanceof Uint16Array);

const Raster = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  data: Samples,
});

const Task = z.strictObject({
  group: z.enum(['noise', 'structure', 'colour', 'flip']),
  exposure: z.enum(['asIs', 'matched']),
  ids: z.array(MetricId),
});

/** Computes some of the scores of a pair, and the factor that gives the first picture the mean of the second. */
export const compareJob = {
  name: 'compare',
  input: z.strictObject({ tasks: z.array(Task), distorted: Raster, reference: Raster }),
  output: z.strictObject({ scores: Scores, gain: z.number() }),
} as const satisfies Job<z.ZodType, z.ZodType>;

/** Draws where a pair differs. */
export const errorMapJob = {
  name: 'errorMap',
  input: z.strictObject({ kind: ErrorKind, distorted: Raster, reference: Raster, size: z.int().positive() }),
  output: HostImage,
} as const satisfies Job<z.ZodType, z.ZodType>;

/** Enhances a picture without a network. */
export const baselineJob = {
  name: 'baseline',
  input: z.strictObject({ baseline: Baseline, raster: Raster }),
  /** Milliseconds are those of the work alone. */
  output: z.strictObject({ data: Samples, ms: z.number() }),
} as const satisfies Job<z.ZodType, z.ZodType>;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What the job of a decoder answers: stored values as they lie in the file, not turned. */
const Decoded = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  /** Interleaved, one or three a pixel. 8 bits are a Uint8Array; more bits are a Uint16Array at full scale 65535. */
  colours: Samples,
  /** Straight opacity, one a pixel, at the same depth. */
  alpha: Samples.optional(),
  /** What is wrong with the file, if anything. */
  problem: z.string().nullable(),
});
export type Decoded = z.infer<typeof Decoded>;

/** What the job of JPEG XL answers: the picture, and what only its decoder can tell. */
const DecodedJxl = z.strictObject({
  ...Decoded.shape,
  profile: Bytes.optional(),
  frames: z.int().positive(),
  notices: z.array(z.custom<Notice>()),
});
export type DecodedJxl = z.infer<typeof DecodedJxl>;

/** Decodes a JPEG XL file. The answer is why there is no picture, or the picture. */
export const jxlJob = {
  name: 'libjxl',
  input: z.strictObject({ file: Bytes, hasAlpha: z.boolean(), isFloat: z.boolean(), isWide: z.boolean() }),
  output: z.union([DecodedJxl, z.enum(['damaged', 'memory'])]),
} as const satisfies Job<z.ZodType, z.ZodType>;

const Module = z.custom<WasmModule>((value) => value instanceof wasm.Module);

/** Decodes one picture of a HEIC file. The answer is why there is none, or the picture. */
export const heifJob = {
  name: 'heif',
  input: z.strictObject({
    file: Bytes,
    /** libheif, compiled. */
    module: Module,
    item: z.int(),
    isGrey: z.boolean(),
    isWide: z.boolean(),
  }),
  output: z.union([Decoded, z.enum(['damaged', 'unsupported', 'memory'])]),
} as const satisfies Job<z.ZodType, z.ZodType>;

/** Decodes the pixels of a BMP file. */
export const bmpJob = {
  name: 'bmp',
  input: z.strictObject({ file: Bytes }),
  output: Decoded,
} as const satisfies Job<z.ZodType, z.ZodType>;

/** The camera's own picture inside of a raw, as it is stored: a JPEG, or rows of 8-bit RGB. Not turned. */
const RawPreviewPicture = z.strictObject({
  format: z.enum(['jpeg', 'bitmap']),
  width: z.int().nonnegative(),
  height: z.int().nonnegative(),
  data: Bytes,
});
export type RawPreviewPicture = z.infer<typeof RawPreviewPicture>;

/** What decides how a sensor's values are demosaiced. `crop`: left, top, width and height within the visible part, before turning. */
const RawSensor = z.strictObject({
  demosaicing: z.enum(['ahd', 'xTrans', 'bilinear']),
  colours: z.int(),
  crop: z.tuple([z.int(), z.int(), z.int(), z.int()]).nullable(),
});
export type RawSensor = z.infer<typeof RawSensor>;

/** What the file of a camera raw says, in LibRaw's words. */
const RawFacts = z.strictObject({
  /** Pixels after cropping and turning. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** 1 or 3, of the developed picture. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** As dcraw counts: 0 to 7. */
  flip: z.int().min(0).max(7),
  /** Depth of the sensor's values; 0 if it is not known. */
  bits: z.int().nonnegative(),
  sensor: RawSensor,
  make: z.string(),
  model: z.string(),
  lens: z.string(),
  /** Zero stands for unknown. */
  iso: z.number(),
  shutter: z.number(),
  aperture: z.number(),
  focalLength: z.number(),
  /** Seconds since 1970, by the clock of this machine. */
  taken: z.number(),
});
export type RawFacts = z.infer<typeof RawFacts>;

/** Why a raw gives no picture: LibRaw does not know it, its data are broken, there is no memory for it, or all its values are zero. */
export const RawProblem = z.enum(['unknown', 'broken', 'memory', 'black']);
export type RawProblem = z.infer<typeof RawProblem>;

/** Reads what a camera raw says, and its preview where that is wanted. */
export const rawHeaderJob = {
  name: 'rawHeader',
  input: z.strictObject({ module: Module, path: z.string(), wantsPreview: z.boolean() }),
  output: z.strictObject({
    facts: RawFacts.nullable(),
    problem: RawProblem.nullable(),
    preview: RawPreviewPicture.nullable(),
  }),
} as const satisfies Job<z.ZodType, z.ZodType>;

/** Develops a camera raw, upright. */
export const developRawJob = {
  name: 'developRaw',
  input: z.strictObject({
    module: Module,
    file: Bytes,
    settings: RawSettings,
    /** As the header's job told it. */
    sensor: RawSensor,
    /** Half the size in each direction will do, and takes a third of the time. */
    isHalf: z.boolean(),
  }),
  output: z.strictObject({
    picture: Decoded.nullable(),
    problem: RawProblem.nullable(),
    hasPreview: z.boolean(),
  }),
} as const satisfies Job<z.ZodType, z.ZodType>;
