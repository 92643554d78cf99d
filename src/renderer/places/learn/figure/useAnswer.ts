import type { ImageRef, PhotoEntry, WireError } from '@contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { failureOf } from '../../../actions/failures';
import { fetchPicture, type Picture } from '../../../bridge';
import { lessonPhoto } from '../state/lessonPhoto';

export type Answer<T> = {
  /** The last answer. It stays while a newer one is made, so that nothing jumps. */
  readonly value: T | null;
  readonly isWaiting: boolean;
  readonly error: WireError | null;
};

type Held<T> = { readonly key: string; readonly value: T | null; readonly error: WireError | null };

/**
 * A hook: what the engine answers about the lessons' photo. A newer question cancels the one before.
 * @param key stands for everything that the question depends on besides the photo; null: nothing is asked
 * @param ask makes the answer; called again when key or photo change
 */
export function useAnswer<T>(
  key: string | null,
  ask: (photo: PhotoEntry, signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const entry = useStore(lessonPhoto, (state) => state.entry);
  const [held, setHeld] = useState<Held<T>>({ key: '', value: null, error: null });
  const whole = key === null || entry === null ? null : `${entry.photo} ${key}`;
  useEffect(() => {
    if (whole === null || entry === null) return undefined;
    const controller = new AbortController();
    ask(entry, controller.signal).then(
      (value) => {
        setHeld({ key: whole, value, error: null });
      },
      (error: unknown) => {
        if (!controller.signal.aborted)
          setHeld({ key: whole, value: null, error: failureOf(error, entry.name) });
      },
    );
    return () => {
      controller.abort();
    };
    // `ask` is made anew at each draw; the key tells when it asks for something else.
  }, [whole, entry]);
  const { value, error } = held;
  return { value, error: held.key === whole ? error : null, isWaiting: whole !== null && held.key !== whole };
}

/** Fetches the pictures of an answer, by their handles. */
export async function fetchPictures(
  { photo }: PhotoEntry,
  refs: readonly (ImageRef | undefined)[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Picture>> {
  const given = refs.flatMap((ref) => (ref === undefined ? [] : [ref]));
  const pairs = await Promise.all(
    given.map(async (ref) => [ref.image, await fetchPicture(photo, ref, signal)] as const),
  );
  return new Map(pairs);
}
