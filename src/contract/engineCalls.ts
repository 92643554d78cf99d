import { z } from 'zod';
import type { CallRow, InputTo, NameIn, OutputOf, ProgressOf } from './CallRow';
import { WireError } from './CandelaError';
import { CallProgress, Job, JobFacts, Priority, Progress, ResultFile, Timings } from './job';
import { ErrorKind } from './evaluate';
import { evaluateRows, pairOf } from './evaluateCalls';
import { learnRows } from './learnCalls';
import { DeviceRecord } from './listings';
import { ModelCard } from './modelCard';
import {
  Clipping,
  Exposure,
  explanationOf,
  InferenceSettings,
  Look,
  PageNumber,
  PairScore,
  PhotoSummary,
  PipelineMistake,
  Survey,
} from './photos';
import { PhotoKind } from './formats';
import { developing, RawDeveloper } from './raw';
import { Provider, Settings } from './settings';
import { trainRows } from './trainCalls';

const none = z.strictObject({});
const path = z.string().min(1);
const size = z.int().min(64).max(8192);

/** An absolute path, the page of the file (absent: the first), and how a camera raw is developed (absent: as it was shot). */
export const PhotoFile = z.strictObject({
  path,
  page: PageNumber.optional(),
  ...developing,
});
export type PhotoFile = z.infer<typeof PhotoFile>;

/** 8-bit RGB rows. `data` travels by structured clone. */
export const HostImage = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  data: z.instanceof(Uint8Array),
});
export type HostImage = z.infer<typeof HostImage>;

/** A model for the picker. A model that cannot be used has an error and no card. */
export const ModelChoice = z.strictObject({
  id: z.string(),
  isDefault: z.boolean(),
  card: ModelCard.optional(),
  error: WireError.optional(),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/**
 * How photos and pixels are named at each hop. The page uses handles; the engine uses paths and the pixels themselves. The main
 * process translates between them, so the page neither sends nor receives a path.
 */
export type Forms<Photo extends z.ZodType, Picture extends z.ZodType> = {
  readonly photo: Photo;
  readonly picture: Picture;
};

/** The calls from the page to the engine. A new row needs only its handler in `engine-host/handlers`. */
export function engineRows<Photo extends z.ZodType, Picture extends z.ZodType>(forms: Forms<Photo, Picture>) {
  return {
    ...pictureRows(forms),
    ...figureRows(forms.photo),
    ...explainRows(forms),
    ...learnRows(forms),
    ...evaluateRows(forms),
    ...trainRows(forms.photo),
    ...machineRows,
  };
}

function pictureRows<Photo extends z.ZodType, Picture extends z.ZodType>({
  photo,
  picture,
}: Forms<Photo, Picture>) {
  return {
    /**
     * The unchanged photo in stored values, its long edge at most `size`. `display` is present for photos that are not sRGB: a cube
     * of `displaySide`³ colours, red fastest, blue slowest, that converts stored values to sRGB for the screen. `damage` is present
     * when the file is broken and the picture shows only the part that decodes. Every other call refuses such a photo.
     */
    'photos.preview': {
      by: 'engine',
      input: z.strictObject({ photo, size }),
      output: z.strictObject({ picture, display: picture.nullable(), damage: WireError.exactOptional() }),
    },
    /** The camera's own picture in a raw, before the raw is developed. Null: there is none. */
    'photos.cameraPicture': {
      by: 'engine',
      input: z.strictObject({ photo, size }),
      output: z.strictObject({ picture, display: picture.nullable() }).nullable(),
    },
    /** The network's result for that preview. */
    'photos.draft': {
      by: 'engine',
      input: z.strictObject({ photo, size, inference: InferenceSettings }),
      output: z.strictObject({ picture, provider: Provider, ms: z.number(), notices: z.array(z.string()) }),
      progress: CallProgress,
    },
    /** One tile of the full-size photo, by column and row on a grid of `tileSide`. `inference` null: the unchanged photo. */
    'photos.tile': {
      by: 'engine',
      input: z.strictObject({
        photo,
        column: z.int().min(0),
        row: z.int().min(0),
        inference: InferenceSettings.nullable(),
      }),
      output: picture,
    },
  } as const satisfies Record<string, CallRow>;
}

function figureRows<Photo extends z.ZodType>(photo: Photo) {
  return {
    /** Scores of low light and enhanced against the truth, on full-size pixels. */
    'photos.measure': {
      by: 'engine',
      input: z.strictObject({ photo, truth: photo, look: Look }),
      output: z.strictObject({ lowLight: PairScore, enhanced: PairScore }),
      progress: CallProgress,
    },
    /**
     * The clipped pixels of the full-size photo, and of its result with this look. `result` is null as long as no full-size result
     * exists: the network is not run for a figure.
     */
    'photos.clipping': {
      by: 'engine',
      input: z.strictObject({ photo, look: Look }),
      output: z.strictObject({ photo: Clipping, result: Clipping.nullable() }),
    },
  } as const satisfies Record<string, CallRow>;
}

/** A photo's way through the network, for the lessons. */
function explainRows<Photo extends z.ZodType, Picture extends z.ZodType>({
  photo,
  picture,
}: Forms<Photo, Picture>) {
  return {
    /**
     * A small copy of the photo enhanced in one piece and in tiles with this overlap. `difference` shows a level as `amplified`.
     * `isAlone`: each tile sees only itself.
     */
    'photos.seam': {
      by: 'engine',
      input: z.strictObject({
        photo,
        inference: InferenceSettings,
        overlap: z.int().min(0).max(96),
        isAlone: z.boolean(),
      }),
      output: z.strictObject({
        whole: picture,
        tiled: picture,
        difference: picture,
        /** Levels of 255. */
        greatest: z.number(),
        mean: z.number(),
        amplified: z.number(),
        tiles: z.array(z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })),
        cardOverlap: z.int(),
      }),
    },
    'photos.explain': {
      by: 'engine',
      input: z.strictObject({
        photo,
        inference: InferenceSettings,
        mistake: PipelineMistake.exactOptional(),
      }),
      output: explanationOf(picture),
    },
  } as const satisfies Record<string, CallRow>;
}

const machineRows = {
  'models.list': { by: 'engine', input: none, output: z.array(ModelChoice) },
  /** Programs on this machine that can develop camera raws instead of LibRaw. */
  'raw.developers': { by: 'engine', input: none, output: z.array(RawDeveloper) },
  'devices.list': { by: 'engine', input: none, output: z.array(DeviceRecord) },
} as const satisfies Record<string, CallRow>;

/** The calls that the main process makes for itself. */
const ownRows = {
  'photo.inspect': { by: 'engine', input: z.strictObject({ photo: PhotoFile }), output: PhotoSummary },
  /** How light a photo is, and what the camera says of the shot. No network runs. */
  'photo.survey': { by: 'engine', input: z.strictObject({ photo: PhotoFile }), output: Survey },
  /**
   * Enhances one photo to a file. Facts that hold even if it fails are reported as progress. `shown`: `photos.draft` will be asked for
   * the result at this long edge. It is kept for that, unless something else is mixed in.
   */
  'photo.enhance': {
    by: 'engine',
    input: z.strictObject({ job: Job, settings: Settings, priority: Priority, shown: size.optional() }),
    output: z.strictObject({
      output: path.nullable(),
      written: ResultFile.nullable(),
      status: z.enum(['done', 'skipped']),
      provider: Provider.nullable(),
      megapixels: z.number().nullable(),
      timings: Timings,
      notices: z.array(z.string()),
    }),
    progress: z.union([Progress, z.strictObject({ known: JobFacts })]),
    outlivesPage: true,
  },
  /** The full-size result as a PNG file's bytes, for the clipboard. */
  'photo.picture': {
    by: 'engine',
    input: z.strictObject({ photo: PhotoFile, look: Look }),
    output: z.strictObject({ png: z.instanceof(Uint8Array) }),
    progress: CallProgress,
  },
  /**
   * A small sRGB picture as a WebP file's bytes, its long edge at most `size`, and the photo's median luma. Of a damaged photo it
   * shows what decodes.
   */
  'photo.thumbnail': {
    by: 'engine',
    input: z.strictObject({ photo: PhotoFile, size: z.int().min(16).max(1024) }),
    output: z.strictObject({
      webp: z.instanceof(Uint8Array),
      width: z.int().positive(),
      height: z.int().positive(),
      median: z.number().min(0).max(1),
      isDamaged: z.boolean(),
    }),
  },
  /** A small picture for a report, as a WebP file's bytes: the picture that is judged, or a map of its errors. */
  'photo.evaluated': {
    by: 'engine',
    input: pairOf(PhotoFile).extend({
      show: z.union([z.literal('picture'), ErrorKind]),
      size: z.int().min(16).max(2048),
    }),
    output: z.strictObject({
      webp: z.instanceof(Uint8Array),
      width: z.int().positive(),
      height: z.int().positive(),
    }),
    progress: CallProgress,
  },
  /** The format of a file, by its first bytes. */
  'file.sniff': { by: 'engine', input: z.strictObject({ path }), output: PhotoKind },
  /** What the camera says of a shot, from the file's header alone. */
  'file.exposure': { by: 'engine', input: z.strictObject({ photo: PhotoFile }), output: Exposure },
  /** Copies a photo byte for byte. The answer is where the copy lies, and its content; nothing is replaced. */
  'file.copy': {
    by: 'engine',
    input: Job.pick({ input: true, output: true, journal: true }),
    output: ResultFile.extend({ path }),
    outlivesPage: true,
  },
  /** Whether Candela wrote a file and no other program has changed it since. */
  'file.isOwnResult': { by: 'engine', input: z.strictObject({ path }), output: z.boolean() },
  /** All models, with their folders. A model that cannot be used has an error and no card. */
  'models.find': {
    by: 'engine',
    input: none,
    output: z.array(
      z.strictObject({
        id: z.string(),
        folder: path,
        card: ModelCard.optional(),
        error: WireError.optional(),
      }),
    ),
  },
  /** The most memory that the engine's process has had resident, in MB of 2^20 bytes. */
  'engine.peak': { by: 'engine', input: none, output: z.strictObject({ megabytes: z.number() }) },
  /** The library that runs the networks, and its version. */
  'engine.runtime': { by: 'engine', input: none, output: z.strictObject({ runtime: z.string() }) },
  /** Checks the person's own LPIPS file, and gives its checksum. Null: there is none. */
  'engine.lpips': { by: 'engine', input: none, output: z.strictObject({ sha256: z.string().nullable() }) },
  /** Shares of the pixels of a small result at each of 256 levels, for red, green and blue, before finishing. */
  'photo.tones': {
    by: 'engine',
    input: z.strictObject({ photo: PhotoFile, look: Look }),
    output: z.strictObject({ tones: z.array(z.array(z.number()).length(256)).length(3) }),
  },
  /** Frees the memory of closed photos. */
  'photo.forget': { by: 'engine', input: z.strictObject({ path }), output: none },
} as const satisfies Record<string, CallRow>;

/** Every call from the main process to the engine's process. */
export const engineCalls = { ...engineRows({ photo: PhotoFile, picture: HostImage }), ...ownRows };

export type EngineCalls = typeof engineCalls;
export type EngineCallName = NameIn<EngineCalls>;
export type EngineCallInput<N extends EngineCallName> = InputTo<EngineCalls, N>;
export type EngineCallOutput<N extends EngineCallName> = OutputOf<EngineCalls, N>;
export type EngineCallProgress<N extends EngineCallName> = ProgressOf<EngineCalls, N>;
