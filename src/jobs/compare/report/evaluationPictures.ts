import { CandelaError, type Candidate, type EvaluatedPair, type Evaluation } from '@contract';

/** A small picture: the bytes of a WebP, and its size in pixels. */
export type SmallPicture = { readonly webp: Uint8Array; readonly width: number; readonly height: number };

/** The picture of a candidate, and where it differs from the truth. */
export type CandidatePictures = { readonly picture: SmallPicture; readonly errors: SmallPicture };

/** What the page shows of one pair. A picture that could not be made is absent. */
export type PairPictures = {
  readonly low?: SmallPicture;
  readonly truth?: SmallPicture;
  readonly candidates: ReadonlyMap<string, CandidatePictures>;
};

/** Makes the pictures. @throws CandelaError; the signal's reason */
export type EvaluationPainter = {
  photo(path: string, options: { size: number; signal: AbortSignal }): Promise<SmallPicture>;
  candidate(
    pair: EvaluatedPair,
    candidate: Candidate,
    options: { size: number; signal: AbortSignal },
  ): Promise<CandidatePictures>;
};

/** Pairs that have pictures, the worst ones; more would make a page that is slow to open. */
export const mostPictured = 24;
const size = 320;

/** Models and other people's results; without them the baselines. */
export function judgedCandidates({ candidates }: Evaluation): Candidate[] {
  const judged = candidates.filter(({ kind }) => kind !== 'baseline');
  return judged.length > 0 ? judged : [...candidates];
}

/** The pairs, the one with the least PSNR of any judged candidate first. Pairs without a score come before all others. */
export function worstFirst(evaluation: Evaluation): EvaluatedPair[] {
  const judged = judgedCandidates(evaluation);
  const worst = ({ outcomes }: EvaluatedPair): number =>
    Math.min(
      ...judged.map(({ id }) => {
        const value = outcomes[id]?.scores.psnr;
        return value === undefined ? -1 : (value ?? Infinity);
      }),
    );
  return [...evaluation.pairs].sort((a, b) => worst(a) - worst(b));
}

type Options = {
  readonly painter: EvaluationPainter;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { done: number; total: number }) => void;
};

/** The pictures of the worst pairs, by the pairs' names. @throws the signal's reason */
export async function evaluationPictures(
  evaluation: Evaluation,
  { painter, signal, onProgress }: Options,
): Promise<ReadonlyMap<string, PairPictures>> {
  const pairs = worstFirst(evaluation).slice(0, mostPictured);
  const pictures = new Map<string, PairPictures>();
  for (const [done, pair] of pairs.entries()) {
    onProgress({ done, total: pairs.length });
    signal.throwIfAborted();
    const small = (path: string) => unlessRefused(painter.photo(path, { size, signal }));
    const [low, truth] = [pair.low === null ? null : await small(pair.low), await small(pair.truth)];
    const candidates = new Map<string, CandidatePictures>();
    for (const candidate of judgedCandidates(evaluation)) {
      if (!pair.outcomes[candidate.id] || pair.outcomes[candidate.id]?.error) continue;
      const made = await unlessRefused(painter.candidate(pair, candidate, { size, signal }));
      if (made) candidates.set(candidate.id, made);
    }
    pictures.set(pair.name, { ...(low && { low }), ...(truth && { truth }), candidates });
  }
  onProgress({ done: pairs.length, total: pairs.length });
  return pictures;
}

async function unlessRefused<Made>(making: Promise<Made>): Promise<Made | null> {
  try {
    return await making;
  } catch (error) {
    if (error instanceof CandelaError) return null;
    throw error;
  }
}
