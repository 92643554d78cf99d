import type { WireError } from '@contract';
import { useEffect, useState } from 'react';
import { failureOf } from '../../../actions/failures';
import type { Picture } from '../../../bridge';

/** A picture that a pane shows: what it is, and how it is made. */
export type Wish = {
  readonly key: string;
  readonly name: string;
  readonly make: (signal: AbortSignal) => Promise<Picture>;
};
export type Shown = { readonly picture: Picture | null; readonly error: WireError | null };

const nothing: Shown = { picture: null, error: null };

/** Pictures of the last few pairs. Up to 13 MB each. */
const mostKept = 12;
const kept = new Map<string, Picture>();

function keep(key: string, picture: Picture): void {
  kept.delete(key);
  kept.set(key, picture);
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old);
}

/** A hook that makes a picture, or has it still. */
export function usePicture(wish: Wish | null): Shown {
  const [made, setMade] = useState<{ key: string; shown: Shown }>({ key: '', shown: nothing });
  const key = wish?.key ?? '';
  useEffect(() => {
    if (wish === null || kept.has(key)) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    wish.make(signal).then(
      (picture) => {
        if (signal.aborted) return;
        keep(key, picture);
        setMade({ key, shown: { picture, error: null } });
      },
      (error: unknown) => {
        if (!signal.aborted) setMade({ key, shown: { picture: null, error: failureOf(error, wish.name) } });
      },
    );
    return () => {
      controller.abort();
    };
    // The key stands for all that the wish depends on.
  }, [key]);
  const known = kept.get(key);
  if (known !== undefined) return { picture: known, error: null };
  return made.key === key ? made.shown : nothing;
}
