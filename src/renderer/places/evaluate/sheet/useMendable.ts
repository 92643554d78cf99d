import type { PhotoHandle } from '@contract';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import { truthsOf } from '../state/mends';
import type { ComparedPicture, PictureSet } from '../state/pairs';

export type Mendable = { readonly picture: ComparedPicture; readonly set: PictureSet };

export type Mendables = {
  /** The pictures of the pair that was shown when the sheet opened. */
  readonly shown: readonly Mendable[];
  /** What has no partner, or had none when the sheet opened: a line does not go while it is worked on. */
  readonly others: readonly Mendable[];
  readonly truths: readonly ComparedPicture[];
  readonly lonelyTruths: readonly ComparedPicture[];
  readonly truthOf: ReadonlyMap<PhotoHandle, PhotoHandle>;
};

/** The pictures whose truths can be chosen. */
export function useMendable(): Mendables {
  const { sets, mends } = useStore(evaluate);
  const { pairs, lonely, shown } = useDerived();
  const [before] = useState(() => ({
    shown: new Set(shown === null ? [] : [shown.pair.low, ...Object.values(shown.pair.results)]),
    lonely: new Set(lonely.map(({ photo }) => photo)),
  }));
  return useMemo(() => {
    const now = new Set(lonely.map(({ photo }) => photo));
    const pictures = sets
      .filter(({ role }) => role !== 'truth')
      .flatMap((set) => set.pictures.map((picture): Mendable => ({ picture, set })));
    const isListed = (photo: PhotoHandle): boolean =>
      now.has(photo) || before.lonely.has(photo) || mends[photo] !== undefined;
    const truths = sets.find(({ role }) => role === 'truth')?.pictures ?? [];
    return {
      shown: pictures.filter(({ picture }) => before.shown.has(picture.photo)),
      others: pictures.filter(({ picture: { photo } }) => !before.shown.has(photo) && isListed(photo)),
      truths,
      lonelyTruths: truths.filter(({ photo }) => now.has(photo)),
      truthOf: truthsOf(pairs),
    };
  }, [sets, mends, pairs, lonely, before]);
}
