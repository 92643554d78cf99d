import type { Baseline, MetricId, PairResult, PhotoHandle, Treatment, WireError } from '@contract';
import { metricRow, byName } from '@core';
import type { Pair } from './pairs';

/** Who makes the pictures that are compared: a network, a method without one, or somebody else. */
export type Candidate = {
  readonly id: string;
  readonly label: string;
  readonly by: { readonly model: string } | { readonly baseline: Baseline } | { readonly set: string };
};

/** The scores of one picture, or why there are none. */
export type Outcome = { readonly result: PairResult } | { readonly error: WireError };
export type Outcomes = Readonly<Record<string, Outcome>>;

/** One line of the table. `key` names the picture, its truth and who made it. */
export type Row = {
  readonly key: string;
  readonly pair: Pair;
  readonly candidate: Candidate;
  readonly photo: PhotoHandle;
};

/** The figures of both conventions, which never share a table. */
export type Exposure = 'asIs' | 'matched';
export const columnsOf: Readonly<Record<Exposure, readonly MetricId[]>> = {
  asIs: ['psnr', 'ssim', 'deltaE', 'flip'],
  matched: ['psnrGtMean', 'ssimGtMean'],
};

const columnsWithLpips: readonly MetricId[] = [...columnsOf.asIs, 'lpips'];
/** Whether a picture has a score of LPIPS, by all outcomes. They are looked through once. */
const withLpips = new WeakMap<Outcomes, boolean>();

/** The figures that the tables show. LPIPS is one where somebody's own file has measured it. */
export function columnsIn(exposure: Exposure, outcomes: Outcomes): readonly MetricId[] {
  const columns = columnsOf[exposure];
  if (exposure === 'matched') return columns;
  const hasLpips =
    withLpips.get(outcomes) ??
    Object.values(outcomes).some((one) => 'result' in one && one.result.scores.lpips !== undefined);
  withLpips.set(outcomes, hasLpips);
  return hasLpips ? columnsWithLpips : columns;
}

export type Sort = { readonly by: MetricId | 'name' | 'model'; readonly isDown: boolean };

export function candidateId(by: Candidate['by']): string {
  if ('set' in by) return `set:${by.set}`;
  return 'model' in by ? `model:${by.model}` : `baseline:${by.baseline}`;
}

/** Names a line. @param candidate its id */
export function rowKey(candidate: string, { photo, truth }: Record<'photo' | 'truth', PhotoHandle>): string {
  return `${candidate} ${photo} ${truth}`;
}

/** All lines: each pair with each candidate that has a picture of it. */
export function rowsOf(pairs: readonly Pair[], candidates: readonly Candidate[]): Row[] {
  return pairs.flatMap((pair) =>
    candidates.flatMap((candidate): Row[] => {
      const photo = 'set' in candidate.by ? pair.results[candidate.by.set] : pair.low;
      if (photo === undefined || photo === null) return [];
      return [{ key: rowKey(candidate.id, { photo, truth: pair.truth }), pair, candidate, photo }];
    }),
  );
}

export function treatmentOf(
  { by }: Candidate,
  inferenceOf: (model: string) => Extract<Treatment, { by: 'model' }>['inference'],
): Treatment {
  if ('set' in by) return { by: 'nobody' };
  if ('baseline' in by) return { by: 'baseline', baseline: by.baseline };
  return { by: 'model', inference: inferenceOf(by.model) };
}

/** Whether another choice of what is done with other sizes gives another outcome. */
export function dependsOnCrop(outcome: Outcome): boolean {
  return 'error' in outcome
    ? outcome.error.code === 'truth.otherSize'
    : outcome.result.remarks.includes('cropped');
}

/** A score. Equal pictures have an infinite PSNR. Undefined: not measured. */
export function scoreOf(outcome: Outcome | undefined, id: MetricId): number | undefined {
  if (outcome === undefined || 'error' in outcome) return undefined;
  const score = outcome.result.scores[id];
  return score === null ? Infinity : score;
}

/** Failed pictures first, then by a column, then what is not measured. */
export function sorted(rows: readonly Row[], outcomes: Outcomes, { by, isDown }: Sort): Row[] {
  const rank = ({ key }: Row): number => {
    const outcome = outcomes[key];
    if (outcome !== undefined && 'error' in outcome) return 0;
    return outcome === undefined && by !== 'name' && by !== 'model' ? 2 : 1;
  };
  const sign = isDown ? -1 : 1;
  const value = ({ key }: Row, id: MetricId): number => scoreOf(outcomes[key], id) ?? NaN;
  const compare = (a: Row, b: Row): number => {
    if (by === 'name') return sign * byName(a.pair.name, b.pair.name);
    if (by === 'model') return sign * byName(a.candidate.label, b.candidate.label);
    const [one, other] = [value(a, by), value(b, by)];
    if (Number.isNaN(one) || Number.isNaN(other))
      return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return one === other ? 0 : sign * (one - other);
  };
  return [...rows].sort((a, b) => rank(a) - rank(b) || compare(a, b));
}

/** The worst first: low where more is better, high where less is. */
export function worstFirst(by: MetricId): Sort {
  return { by, isDown: metricRow(by).better === 'lower' };
}
