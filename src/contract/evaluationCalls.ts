import { z } from 'zod';
import { mostPhotos } from './batch';
import type { CallRow } from './CallRow';
import { Baseline, PairCrop, PairResult, Treatment } from './evaluate';
import { CallProgress } from './job';
import { PhotoEntry, PhotoHandle } from './photos';
import { ProviderChoice } from './settings';

/** Pictures of one set, and for each of them the position of its ground truth; −1: it has none. */
const ComparedSet = z.strictObject({
  photos: z.array(PhotoHandle).max(mostPhotos),
  truths: z.array(z.int().min(-1)).max(mostPhotos),
});
export type ComparedSet = z.infer<typeof ComparedSet>;

/** What the window compares. Scores are not part of it: the main process remembers those that it passed on. */
export const ComparedSets = z.strictObject({
  truths: z.array(PhotoHandle).min(1).max(mostPhotos),
  low: ComparedSet.nullable(),
  results: z.array(ComparedSet.extend({ name: z.string().min(1).max(1000) })).max(64),
  models: z.array(z.string().min(1)).max(1000),
  baselines: z.array(Baseline),
  pairing: z.enum(['name', 'order']),
  crop: PairCrop,
  provider: ProviderChoice,
});
export type ComparedSets = z.infer<typeof ComparedSets>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What it takes to get the same figures again. */
export const Reproduction = z.strictObject({
  /** The `candela compare` command, with the ends of its paths. */
  command: z.string(),
  /** Whether the command pairs the pictures as the window does. */
  isExact: z.boolean(),
  candela: z.string(),
  /** The library that ran the networks. */
  runtime: z.string(),
  machine: z.string(),
  models: z.array(z.strictObject({ id: z.string(), version: z.string(), sha256: hash })),
  /** Of all measured pairs. */
  pairs: z.int().min(0),
  pictures: hash,
});
export type Reproduction = z.infer<typeof Reproduction>;

/** What the pictures of a set are. */
export const SetRole = z.enum(['low', 'truth', 'result']);
export type SetRole = z.infer<typeof SetRole>;

const count = z.int().min(0);

/** How the page has arranged what it compares. */
const Arrangement = z.strictObject({
  pairing: z.enum(['name', 'order']),
  /** What a person decided: the truth of a picture, or that it has none. */
  mends: z.record(PhotoHandle, PhotoHandle.nullable()),
  crop: PairCrop,
  /** Models and baselines that were chosen, as the page names them. Null: the usual ones. */
  chosen: z.array(z.string().max(200)).max(1000).nullable(),
});

/** What is compared, so that it can be continued another day. */
export const ComparedChoice = Arrangement.extend({
  sets: z
    .array(
      z.strictObject({
        ...{ name: z.string().max(1000), role: SetRole },
        photos: z.array(PhotoHandle).max(mostPhotos),
      }),
    )
    .min(1)
    .max(64),
  pairs: count,
  /** The pictures of all candidates. */
  pictures: count,
});
export type ComparedChoice = z.infer<typeof ComparedChoice>;

/** The last comparison, in short. */
export const KeptSummary = z.strictObject({
  at: z.iso.datetime(),
  /** Names of its folders or files. */
  sets: z.array(z.string()),
  ...{ pairs: count, pictures: count, measured: count },
});
export type KeptSummary = z.infer<typeof KeptSummary>;

/** The last comparison, opened again, with the scores of what has not changed since. */
export const ContinuedComparison = Arrangement.extend({
  sets: z.array(
    z.strictObject({ id: PhotoHandle, name: z.string(), role: SetRole, pictures: z.array(PhotoEntry) }),
  ),
  measured: z.array(
    z.strictObject({ photo: PhotoHandle, truth: PhotoHandle, treatment: Treatment, result: PairResult }),
  ),
});
export type ContinuedComparison = z.infer<typeof ContinuedComparison>;

const none = z.strictObject({});

/** The calls about what was measured that the main process answers itself. */
export const evaluationRows = {
  /** Asks for a file and writes what was measured to it, as its extension says. Null: the dialog was cancelled. */
  'evaluation.report': {
    by: 'main',
    input: ComparedSets,
    output: z.strictObject({ name: z.string(), folder: z.string() }).nullable(),
    progress: CallProgress,
  },
  /** `copy` puts the whole command, versions and hashes on the clipboard. */
  'evaluation.reproduce': {
    by: 'main',
    input: z.strictObject({ sets: ComparedSets, copy: z.boolean() }),
    output: Reproduction,
    progress: CallProgress,
  },
  /** Notes what is compared. Scores are noted by themselves. */
  'evaluation.keep': { by: 'main', input: ComparedChoice, output: none },
  /** What was noted last, by this window or an earlier one. Null: nothing. */
  'evaluation.kept': { by: 'main', input: none, output: KeptSummary.nullable() },
  /** Opens the pictures of the last comparison, unread. Null: nothing was noted. */
  'evaluation.continue': { by: 'main', input: none, output: ContinuedComparison.nullable() },
  'evaluation.forget': { by: 'main', input: none, output: none },
} as const satisfies Record<string, CallRow>;
