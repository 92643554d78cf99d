import type { ComparedSet, ComparedSets, PhotoHandle } from '@contract';
import { preferences } from '../../../state/preferences';
import { derived } from './derived';
import { evaluate } from './evaluate';
import { truthsOf } from './mends';
import type { PictureSet } from './pairs';

/** What is compared, for the main process. Null where there is no truth. */
export function comparedSets(): ComparedSets | null {
  const { sets, pairing, crop } = evaluate.getState();
  const { pairs, candidates } = derived();
  const truths = (sets.find(({ role }) => role === 'truth')?.pictures ?? []).map(({ photo }) => photo);
  if (truths.length === 0) return null;
  const [truthOf, place] = [truthsOf(pairs), new Map(truths.map((photo, at) => [photo, at]))];
  const placeOf = (photo: PhotoHandle): number => place.get(truthOf.get(photo) ?? '') ?? -1;
  const compared = ({ pictures }: PictureSet): ComparedSet => ({
    photos: pictures.map(({ photo }) => photo),
    truths: pictures.map(({ photo }) => placeOf(photo)),
  });
  const low = sets.find(({ role }) => role === 'low');
  return {
    truths,
    low: low === undefined ? null : compared(low),
    results: sets
      .filter(({ role }) => role === 'result')
      .map((set) => ({ name: set.name, ...compared(set) })),
    models: candidates.flatMap(({ by }) => ('model' in by ? [by.model] : [])),
    baselines: candidates.flatMap(({ by }) => ('baseline' in by ? [by.baseline] : [])),
    ...{ pairing, crop, provider: preferences.getState().provider },
  };
}

/** Whether anything that is compared was measured. */
export function hasFigures(): boolean {
  const { outcomes } = evaluate.getState();
  return derived().rows.some(({ key }) => outcomes[key] !== undefined);
}
