import { basename, dirname } from 'node:path';
import type { Candidate, ComparedSet, ComparedSets, LonelyRecord, PhotoHandle } from '@contract';
import { splitName } from '@core';
import type { ComparisonTask } from '@jobs';
import type { PhotoRegistry } from '../photo/PhotoRegistry';

/** A picture of a set with its truth, by handles and by absolute paths. */
export type ComparedPicture = {
  readonly photo: PhotoHandle;
  readonly path: string;
  readonly truth: { readonly photo: PhotoHandle; readonly path: string } | null;
};

/** What the window compares, with its files. */
export type Compared = {
  readonly truths: readonly string[];
  readonly low: readonly ComparedPicture[] | null;
  readonly results: readonly { readonly name: string; readonly pictures: readonly ComparedPicture[] }[];
};

/** @throws CandelaError `photo.closed` */
export function comparedIn(sets: ComparedSets, registry: PhotoRegistry): Compared {
  const truths = sets.truths.map((photo) => ({ photo, path: registry.get(photo).path }));
  const picturesOf = ({ photos, truths: places }: ComparedSet): ComparedPicture[] =>
    photos.map((photo, at) => ({
      photo,
      path: registry.get(photo).path,
      truth: truths[places[at] ?? -1] ?? null,
    }));
  return {
    truths: truths.map(({ path }) => path),
    low: sets.low && picturesOf(sets.low),
    results: sets.results.map((set) => ({ name: set.name, pictures: picturesOf(set) })),
  };
}

/** Where the pictures of a set lie: their folder, or the one picture. */
export function placeOf(paths: readonly string[]): string {
  const [first = '', ...rest] = paths;
  return rest.length === 0 ? first : dirname(first);
}

/** Work for one candidate, with the picture's handles. */
export type ComparedTask = ComparisonTask & { readonly picture: ComparedPicture };

/** What is compared, candidate by candidate, as a plan of the command line has it. */
export function tasksOf({ low, results }: Compared, makers: readonly Candidate[]): ComparedTask[] {
  const paired = (pictures: readonly ComparedPicture[], candidate: Candidate): ComparedTask[] =>
    pictures.flatMap((picture): ComparedTask[] => {
      const { path: photo, truth } = picture;
      if (truth === null) return [];
      return [{ candidate, name: splitName(basename(truth.path)).name, photo, truth: truth.path, picture }];
    });
  const names = results.map(({ name }) => name);
  return [
    ...makers.flatMap((maker) => paired(low ?? [], maker)),
    ...results.flatMap(({ name, pictures }, at) => {
      const id = names.indexOf(name) === at ? name : `${name} (${at + 1})`;
      const folder = placeOf(pictures.map(({ path }) => path));
      return paired(pictures, { kind: 'folder', id, folder });
    }),
  ];
}

/** What has no partner. */
export function unmatchedIn({ truths, low, results }: Compared): LonelyRecord[] {
  const sides = [
    { side: 'low' as const, pictures: low ?? [] },
    ...results.map(({ pictures }) => ({ side: 'enhanced' as const, pictures })),
  ];
  const lonely = new Set(truths);
  for (const { pictures } of sides) for (const { truth } of pictures) lonely.delete(truth?.path ?? '');
  const alone = sides.flatMap(({ side, pictures }) =>
    pictures.filter(({ truth }) => truth === null).map(({ path }) => ({ side, path })),
  );
  return [...alone, ...[...lonely].map((path) => ({ side: 'truth' as const, path }))].map((one) => ({
    type: 'unmatched',
    ...one,
  }));
}
