import type { PhotoHandle } from '@contract';
import { splitName } from '@core';
import type { ComparedPicture, Mends, Pair, PictureSet } from './pairs';

/** A list of truths is no longer than this. A filter finds the others. */
export const mostChoices = 30;

/** A truth that a picture can be given. `by` is the picture of the same set that has it now. */
export type Choice = { readonly truth: ComparedPicture; readonly by: ComparedPicture | null };

/** Decides a picture's truth. Within its set, a truth that was given to another picture before is taken from it. */
export function mended(
  mends: Mends,
  { pictures }: PictureSet,
  { photo, truth }: { photo: PhotoHandle; truth: PhotoHandle | null },
): Mends {
  const others = new Set(pictures.map((one) => one.photo));
  const kept = Object.entries(mends).filter(([of, to]) => truth === null || to !== truth || !others.has(of));
  return { ...Object.fromEntries(kept), [photo]: truth };
}

/** Forgets what was decided about photos that are gone. */
export function withoutPhotos(mends: Mends, gone: readonly PhotoHandle[]): Mends {
  const without = new Set(gone);
  const kept = Object.entries(mends).filter(
    ([photo, truth]) => !without.has(photo) && (truth === null || !without.has(truth)),
  );
  return Object.fromEntries(kept);
}

/** The truth of each picture that has one. */
export function truthsOf(pairs: readonly Pair[]): ReadonlyMap<PhotoHandle, PhotoHandle> {
  return new Map(
    pairs.flatMap(({ truth, low, results }) =>
      [...(low === null ? [] : [low]), ...Object.values(results)].map((photo) => [photo, truth] as const),
    ),
  );
}

/** How many characters two names share at their beginnings and ends. */
function likeness(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let begin = 0;
  while (begin < length && one[begin] === other[begin]) begin += 1;
  let end = 0;
  while (end < length - begin && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return begin + end;
}

const plain = (name: string): string => splitName(name).name.toLowerCase();

export type ChoiceQuestion = {
  readonly picture: ComparedPicture;
  readonly set: PictureSet;
  readonly truths: readonly ComparedPicture[];
  readonly truthOf: ReadonlyMap<PhotoHandle, PhotoHandle>;
  /** A part of the names; empty: all. */
  readonly filter: string;
};

/** The truths to choose from: the picture's own, then those that are free in its set, then the others; the most alike names first. */
export function choicesFor({ picture, set, truths, truthOf, filter }: ChoiceQuestion): Choice[] {
  const holders = new Map(set.pictures.map((one) => [truthOf.get(one.photo), one]));
  const [own, wanted, name] = [truthOf.get(picture.photo), filter.toLowerCase(), plain(picture.name)];
  const rank = (truth: ComparedPicture): number =>
    truth.photo === own ? 0 : holders.has(truth.photo) ? 2 : 1;
  return truths
    .filter((truth) => truth.photo === own || truth.name.toLowerCase().includes(wanted))
    .map((truth) => ({ truth, rank: rank(truth), like: likeness(name, plain(truth.name)) }))
    .sort((a, b) => a.rank - b.rank || b.like - a.like)
    .slice(0, mostChoices)
    .map(({ truth, rank: of }) => ({ truth, by: of === 2 ? (holders.get(truth.photo) ?? null) : null }));
}
