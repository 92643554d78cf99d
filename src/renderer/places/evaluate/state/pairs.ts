import type { PhotoEntry, PhotoHandle, SetRole } from '@contract';
import { pairNames, splitName } from '@core';

export type ComparedPicture = { readonly photo: PhotoHandle; readonly name: string };

/** The pictures of one folder, or one file. */
export type PictureSet = {
  readonly id: string;
  readonly name: string;
  readonly role: SetRole;
  readonly pictures: readonly ComparedPicture[];
};

/** A ground truth with what belongs to it. */
export type Pair = {
  readonly name: string;
  readonly truth: PhotoHandle;
  readonly low: PhotoHandle | null;
  /** Somebody's results, by set. */
  readonly results: Readonly<Record<string, PhotoHandle>>;
};

export type Pairing = 'name' | 'order';
/** What a person decided: the truth of a picture, or that it has none. */
export type Mends = Readonly<Record<PhotoHandle, PhotoHandle | null>>;
export type Lonely = ComparedPicture & { readonly set: string };

/** Usual names of folders of ground truths, and of dark photos. */
const truthName = /truth|(^|[^a-z])gt([^a-z]|$)|high|normal|reference|target|long|expert|clean|bright|well/i;
const lowName = /low|dark|input|short|nois|under|night/i;

/** Sets of opened pictures. Pictures that are known are left out. */
export function setsOf(
  entries: readonly PhotoEntry[],
  known: readonly PictureSet[],
): Omit<PictureSet, 'role'>[] {
  const seen = new Set(known.flatMap(({ pictures }) => pictures.map(({ photo }) => photo)));
  const made = new Map<string, { id: string; name: string; pictures: ComparedPicture[] }>();
  for (const { photo, name, set } of entries) {
    if (set === undefined || seen.has(photo)) continue;
    seen.add(photo);
    const own = made.get(set.id) ?? { ...set, pictures: [] };
    own.pictures.push({ photo, name });
    made.set(set.id, own);
  }
  return [...made.values()];
}

/** Adds sets. Their roles follow from their names, and from what is still missing. */
export function withSets(
  known: readonly PictureSet[],
  added: readonly Omit<PictureSet, 'role'>[],
): PictureSet[] {
  const isMissing = (role: SetRole): boolean => known.every((set) => set.role !== role);
  const rest = [...added];
  const take = (role: 'low' | 'truth', name: RegExp): string | undefined => {
    if (!isMissing(role)) return undefined;
    const at = rest.findIndex((set) => name.test(set.name));
    return at < 0 ? undefined : rest.splice(at, 1)[0]?.id;
  };
  const named = { truth: take('truth', truthName), low: take('low', lowName) };
  // Without such names, the dark photos come first.
  const low = named.low ?? (isMissing('low') ? rest.shift()?.id : undefined);
  const truth = named.truth ?? (isMissing('truth') ? rest.shift()?.id : undefined);
  const roleOf = (id: string): SetRole => (id === truth ? 'truth' : id === low ? 'low' : 'result');
  return [...known, ...added.map((set) => ({ ...set, role: roleOf(set.id) }))];
}

/** Gives a set another role. There is one set of dark photos and one of truths: the set that was it before changes places. */
export function withRole(sets: readonly PictureSet[], id: string, role: SetRole): PictureSet[] {
  const before = sets.find((set) => set.id === id)?.role ?? 'result';
  return sets.map((set) => {
    if (set.id === id) return { ...set, role };
    return role !== 'result' && set.role === role ? { ...set, role: before } : set;
  });
}

/** The pairs in the order of the truths, and what has no partner. */
export function pairUp(
  sets: readonly PictureSet[],
  { by, mends }: { by: Pairing; mends: Mends },
): { readonly pairs: readonly Pair[]; readonly lonely: readonly Lonely[] } {
  const truths = sets.find(({ role }) => role === 'truth');
  if (truths === undefined)
    return {
      pairs: [],
      lonely: sets.flatMap(({ id, pictures }) => pictures.map((one) => ({ ...one, set: id }))),
    };
  const others = sets.filter(({ role }) => role !== 'truth');
  const found = others.map((set) => ({ set, ...partners(set, truths, { by, mends }) }));
  const pairs = truths.pictures.map(({ photo: truth, name }): Pair => {
    const of = (role: SetRole): [string, PhotoHandle][] =>
      found.flatMap(({ set, byTruth }) => {
        const photo = byTruth.get(truth);
        return set.role === role && photo !== undefined ? [[set.id, photo] as [string, PhotoHandle]] : [];
      });
    const [low] = of('low');
    return {
      name: splitName(name).name,
      truth,
      low: low?.[1] ?? null,
      results: Object.fromEntries(of('result')),
    };
  });
  const isPair = ({ low, results }: Pair): boolean => low !== null || Object.keys(results).length > 0;
  const paired = new Set(pairs.filter(isPair).map(({ truth }) => truth));
  return {
    pairs: pairs.filter(isPair),
    lonely: [
      ...found.flatMap(({ set, alone }) => alone.map((one) => ({ ...one, set: set.id }))),
      ...truths.pictures.filter(({ photo }) => !paired.has(photo)).map((one) => ({ ...one, set: truths.id })),
    ],
  };
}

type Partners = {
  readonly byTruth: ReadonlyMap<PhotoHandle, PhotoHandle>;
  readonly alone: readonly ComparedPicture[];
};

/** What a person decided goes before what names say. */
function partners(
  { pictures }: PictureSet,
  { pictures: truths }: PictureSet,
  { by, mends }: { by: Pairing; mends: Mends },
): Partners {
  const known = new Set(truths.map(({ photo }) => photo));
  const byTruth = new Map<PhotoHandle, PhotoHandle>();
  // A decision for a picture that is no truth now does not count, until its set is that of the truths again.
  const decided = (photo: PhotoHandle): PhotoHandle | null | undefined => {
    const truth = mends[photo];
    return truth === undefined || truth === null || known.has(truth) ? truth : undefined;
  };
  for (const { photo } of pictures) {
    const truth = decided(photo);
    if (truth !== undefined && truth !== null) byTruth.set(truth, photo);
  }
  const isFree = pictures.filter(({ photo }) => decided(photo) === undefined);
  const freeTruths = truths.filter(({ photo }) => !byTruth.has(photo));
  const names = (list: readonly ComparedPicture[]): string[] => list.map(({ name }) => name);
  // Two single files are a pair, whatever they are called.
  const rule = pictures.length === 1 && truths.length === 1 ? 'order' : by;
  for (const pair of pairNames(names(isFree), names(freeTruths), { by: rule }).pairs) {
    const [picture, truth] = [isFree[pair.picture], freeTruths[pair.truth]];
    if (picture !== undefined && truth !== undefined) byTruth.set(truth.photo, picture.photo);
  }
  const taken = new Set(byTruth.values());
  return { byTruth, alone: pictures.filter(({ photo }) => !taken.has(photo)) };
}
