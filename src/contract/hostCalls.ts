import { z } from 'zod';
import { WireError } from './CandelaError';
import { CallStage, Timings } from './job';
import { DeviceRecord } from './listings';
import { ModelCard } from './modelCard';
import { Explanation, InferenceSettings, MixSettings, PageNumber, PairScore, PhotoSummary } from './photos';
import { OutputFormat, Provider, Settings } from './settings';

const path = z.string().min(1);
const page = PageNumber.optional();
/** A file, and which page of it; absent: the first. */
const photo = { path, page };
const size = z.int().min(16).max(8192);

/** Pixels between host and main: 8-bit RGB rows. `data` travels by structured clone. */
export const HostImage = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  data: z.instanceof(Uint8Array),
});
export type HostImage = z.infer<typeof HostImage>;

const job = z.strictObject({ input: path, output: path, format: OutputFormat, page });

/** An explanation whose pictures are still pixels, by the order in which the refs name them: `image` is the index, padded to 32 digits. */
const explained = z.strictObject({ explanation: Explanation, pictures: z.array(HostImage) });

/** Every call from the main process to the engine's process. Photos go by absolute path here. */
export const hostCalls = {
  inspect: { input: z.strictObject(photo), output: PhotoSummary },
  /** `damage`: the file is broken, and the picture is what decodes of it; every other call refuses such a photo. */
  preview: {
    input: z.strictObject({ ...photo, size }),
    output: z.strictObject({
      picture: HostImage,
      display: HostImage.nullable(),
      damage: WireError.optional(),
    }),
  },
  draft: {
    input: z.strictObject({ ...photo, size, inference: InferenceSettings }),
    output: z.strictObject({
      picture: HostImage,
      provider: Provider,
      ms: z.number(),
      notices: z.array(z.string()),
    }),
  },
  tile: {
    input: z.strictObject({
      ...photo,
      column: z.int().min(0),
      row: z.int().min(0),
      inference: InferenceSettings.nullable(),
    }),
    output: HostImage,
  },
  measure: {
    input: z.strictObject({
      ...photo,
      truth: path,
      truthPage: page,
      inference: InferenceSettings,
      mix: MixSettings,
    }),
    output: z.strictObject({ lowLight: PairScore, enhanced: PairScore }),
  },
  explain: { input: z.strictObject({ ...photo, inference: InferenceSettings }), output: explained },
  enhance: {
    input: z.strictObject({ job, settings: Settings }),
    output: z.strictObject({
      output: path.nullable(),
      status: z.enum(['done', 'skipped']),
      provider: Provider.nullable(),
      megapixels: z.number().nullable(),
      timings: Timings,
      notices: z.array(z.string()),
    }),
  },
  /** The full-size result as a PNG file's bytes, for the clipboard. */
  picture: {
    input: z.strictObject({ ...photo, inference: InferenceSettings, mix: MixSettings }),
    output: z.strictObject({ png: z.instanceof(Uint8Array) }),
  },
  models: {
    input: z.strictObject({}),
    output: z.array(
      z.strictObject({ id: z.string(), card: ModelCard.optional(), error: WireError.optional() }),
    ),
  },
  devices: { input: z.strictObject({}), output: z.array(DeviceRecord) },
  /** Frees what is kept of photos that are closed. */
  forget: { input: z.strictObject({ path }), output: z.strictObject({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type HostCallName = keyof typeof hostCalls;
export type HostCallInput<N extends HostCallName> = z.input<(typeof hostCalls)[N]['input']>;
/** An input as it comes out of the parsing: defaults filled in. */
export type ParsedHostCall<N extends HostCallName> = z.output<(typeof hostCalls)[N]['input']>;
export type HostCallOutput<N extends HostCallName> = z.output<(typeof hostCalls)[N]['output']>;

/** What the engine's process is started with: JSON in its first argument, or in `CANDELA_HOST` of its environment. */
export const HostOptions = z.strictObject({
  /** Absolute; of two models with one id the first folder's counts. */
  modelFolders: z.array(path).min(1),
  cacheFolder: path,
  /** Candela's, written into results. */
  version: z.string().min(1),
  /** Memory for photos in flight, and half as much again for what is kept of those on screen. Default a quarter of the machine's. */
  memoryBytes: z.int().positive().optional(),
});
export type HostOptions = z.infer<typeof HostOptions>;

/** What the main process sends. */
export const HostRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.int(), name: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int() }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

/** What the engine's process sends. */
export const HostReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** A network runs, during which the process hears nothing; runs that wait for one another count each. */
  z.strictObject({ kind: z.literal('run'), state: z.enum(['begun', 'ended']) }),
  z.strictObject({
    kind: z.literal('progress'),
    id: z.int(),
    stage: CallStage,
    done: z.int(),
    total: z.int(),
  }),
  z.strictObject({ kind: z.literal('value'), id: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: z.int(), error: WireError }),
  z.strictObject({ kind: z.literal('aborted'), id: z.int() }),
]);
export type HostReply = z.infer<typeof HostReply>;
