import { z } from 'zod';
import { mostPhotos } from './batch';
import type { CallRow } from './CallRow';
import { Baseline, PairCrop } from './evaluate';
import { CallProgress } from './job';
import { PhotoHandle } from './photos';
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
} as const satisfies Record<string, CallRow>;
