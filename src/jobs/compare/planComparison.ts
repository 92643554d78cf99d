import { basename, dirname } from 'node:path';
import { CandelaError, type Candidate, type LonelyRecord } from '@contract';
import { pairNames, splitName, type PairRule } from '@core';
import { FileFinder } from '../plan/findFiles';
import { DecidedTruths } from './decidedTruths';

export type ComparisonRequest = {
  /** Absolute paths of folders, or of single pictures. */
  readonly truth: string;
  readonly low?: string | undefined;
  readonly enhanced: readonly string[];
  /** What works on the photos of `low`. */
  readonly makers: readonly Candidate[];
  readonly rule: PairRule;
  /** What was decided about single pictures, before the rule: `PICTURE=TRUTH`, or `PICTURE=` for none. */
  readonly decided?: readonly string[];
};

/** One picture to compare: which candidate makes it, from which photo, and its truth. */
export type ComparisonTask = {
  readonly candidate: Candidate;
  readonly name: string;
  /** Absolute paths. */
  readonly photo: string;
  readonly truth: string;
};

/** What is compared, in order: candidate by candidate. */
export type ComparisonPlan = {
  readonly candidates: readonly Candidate[];
  readonly tasks: readonly ComparisonTask[];
  readonly unmatched: readonly LonelyRecord[];
  /** The dark photo of each pair by its name. */
  readonly lows: ReadonlyMap<string, string>;
};

/**
 * Looks for the pictures and pairs them. Nothing is decoded.
 * @throws CandelaError `input.missing`, `photo.unreadable`, `input.noPhotos`; `usage.invalid`, `compare.noPairs`; AbortError
 */
export async function planComparison(
  { truth, low, enhanced, makers, rule, decided = [] }: ComparisonRequest,
  { signal }: { signal: AbortSignal },
): Promise<ComparisonPlan> {
  const truths = await picturesIn(truth, signal);
  const tasks: ComparisonTask[] = [];
  const unmatched: LonelyRecord[] = [];
  const candidates: Candidate[] = [];
  const lonely = new Set(truths);
  const decisions = new DecidedTruths(decided);
  const pairUp = async (folder: string, side: 'low' | 'enhanced'): Promise<Partner[]> => {
    const found = partners(await picturesIn(folder, signal), { truths, rule, decisions });
    unmatched.push(...found.alone.map((path) => ({ type: 'unmatched' as const, side, path })));
    for (const pair of found.pairs) lonely.delete(pair.truth);
    return found.pairs;
  };
  const lowPairs = low === undefined ? [] : await pairUp(low, 'low');
  for (const candidate of makers) {
    candidates.push(candidate);
    tasks.push(...lowPairs.map((pair) => ({ candidate, ...pair })));
  }
  for (const [at, folder] of enhanced.entries()) {
    const id = labelOf(folder, { all: enhanced, at, taken: candidates });
    const candidate = { kind: 'folder' as const, id, folder };
    candidates.push(candidate);
    tasks.push(...(await pairUp(folder, 'enhanced')).map((pair) => ({ candidate, ...pair })));
  }
  unmatched.push(
    ...[...lonely].map((path) => ({ type: 'unmatched' as const, side: 'truth' as const, path })),
  );
  decisions.assertUsed();
  if (tasks.length === 0) throw new CandelaError('compare.noPairs', { file: truth });
  return { candidates, tasks, unmatched, lows: new Map(lowPairs.map(({ name, photo }) => [name, photo])) };
}

async function picturesIn(folder: string, signal: AbortSignal): Promise<string[]> {
  const found = await new FileFinder({ inputs: [folder], recursive: false }, signal).find();
  const [refused] = found.refused;
  if (refused) throw refused.error;
  const files = found.files.filter(({ expected }) => expected).map(({ path }) => path);
  if (files.length === 0) throw new CandelaError('input.noPhotos', { file: folder });
  return files;
}

type Partner = { readonly name: string; readonly photo: string; readonly truth: string };

type Others = {
  readonly truths: readonly string[];
  readonly rule: PairRule;
  readonly decisions: DecidedTruths;
};

/** What was decided goes before the rule, which pairs the others. */
function partners(
  photos: readonly string[],
  { truths, rule, decisions }: Others,
): { pairs: Partner[]; alone: string[] } {
  const decided = decisions.among(photos, truths);
  const [settled, taken] = [
    new Set(decided.map(({ picture }) => photos[picture])),
    new Set(decided.map(({ truth }) => (truth === null ? undefined : truths[truth]))),
  ];
  const free = photos.filter((photo) => !settled.has(photo));
  const freeTruths = truths.filter((truth) => !taken.has(truth));
  const names = (paths: readonly string[]): string[] => paths.map((path) => basename(path));
  const found = pairNames(names(free), names(freeTruths), rule).pairs;
  const pairs = [
    ...decided.map(({ picture, truth }) => ({ photo: photos[picture], truth: truths[truth ?? -1] })),
    ...found.map(({ picture, truth }) => ({ photo: free[picture], truth: freeTruths[truth] })),
  ].flatMap(({ photo, truth }): Partner[] =>
    photo === undefined || truth === undefined
      ? []
      : [{ name: splitName(basename(truth)).name, photo, truth }],
  );
  const paired = new Set(pairs.map(({ photo }) => photo));
  // The order is that of the folder, whoever decided.
  const place = new Map(photos.map((photo, at) => [photo, at]));
  return {
    pairs: pairs.sort((a, b) => (place.get(a.photo) ?? 0) - (place.get(b.photo) ?? 0)),
    alone: photos.filter((photo) => !paired.has(photo)),
  };
}

type Labels = { readonly all: readonly string[]; readonly at: number; readonly taken: readonly Candidate[] };

/** The folder's name, with that of the folder above it where something else is called alike, and at last a number. */
function labelOf(folder: string, { all, at, taken }: Labels): string {
  const short = basename(folder);
  const isTaken = (label: string): boolean => taken.some(({ id }) => id === label);
  if (!isTaken(short) && all.filter((other) => basename(other) === short).length === 1) return short;
  const long = (path: string): string => `${basename(dirname(path))}/${basename(path)}`;
  const isUnique = all.filter((other) => long(other) === long(folder)).length === 1;
  return isUnique && !isTaken(long(folder)) ? long(folder) : `${long(folder)} (${at + 1})`;
}
