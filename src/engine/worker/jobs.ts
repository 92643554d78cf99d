import { Baseline, ErrorKind, HostImage, MetricId, Scores } from '@contract';
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
