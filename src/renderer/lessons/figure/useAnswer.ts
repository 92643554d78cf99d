import { isAbort, type ImageRef, type PhotoEntry, type WireError } from '@contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { failureOf } from '../../actions/failures';
import { fetchPicture, type Picture } from '../../bridge';
import { lessonPhoto } from '../state/lessonPhoto';

export type Answer<T> = {
  /** The last answer. It stays while a newer one is made, so that nothing jumps. */
  readonly value: T | null;
  readonly isWaiting: boolean;
  readonly error: WireError | null;
};

type Held<T> = { readonly value: T | null; readonly error: WireError | null };
type Question<Q> = { readonly key: string; readonly question: Q; readonly entry: PhotoEntry };
type Asked = { readonly controller: AbortController; askers: number };

/** Answers of one kind that are kept although nobody shows them: those of the last settings. */
const mostKept = 12;

/** What forgets the answers of each kind. */
const forgetters: (() => void)[] = [];

/** Answers by their keys, and the questions that are on their way. */
type Desk<Q, T> = {
  readonly answers: StoreApi<Readonly<Record<string, Held<T>>>>;
  readonly open: Map<string, Asked>;
  readonly ask: (question: Q, photo: PhotoEntry, signal: AbortSignal) => Promise<T>;
};

function put<Q, T>({ answers }: Desk<Q, T>, key: string, held: Held<T>): void {
  const others = Object.entries(answers.getState()).filter(([other]) => other !== key);
  answers.setState(Object.fromEntries([...others.slice(-mostKept), [key, held] as const]), true);
}

async function answer<Q, T>(desk: Desk<Q, T>, asked: Asked, { key, question, entry }: Question<Q>) {
  const { signal } = asked.controller;
  try {
    put(desk, key, { value: await desk.ask(question, entry, signal), error: null });
  } catch (error) {
    if (!signal.aborted && !isAbort(error))
      put(desk, key, { value: null, error: failureOf(error, entry.name) });
  } finally {
    if (desk.open.get(key) === asked) desk.open.delete(key);
  }
}

function begin<Q, T>(desk: Desk<Q, T>, question: Question<Q>): Asked {
  const asked = { controller: new AbortController(), askers: 0 };
  desk.open.set(question.key, asked);
  void answer(desk, asked, question);
  return asked;
}

function leave<Q, T>({ open }: Desk<Q, T>, key: string, asked: Asked): void {
  asked.askers -= 1;
  // The next asker of the same comes within this turn.
  queueMicrotask(() => {
    if (asked.askers > 0) return;
    asked.controller.abort();
    if (open.get(key) === asked) open.delete(key);
  });
}

/**
 * A hook that asks the engine about the lessons' photo. Figure, sentence and formula of a page ask the same, so an answer is made
 * once for all of them. It is cancelled when the last of them is gone or asks something else.
 * @param keyOf stands for everything that a question depends on besides the photo
 */
export function answering<Q, T>(
  keyOf: (question: Q) => string,
  ask: Desk<Q, T>['ask'],
): (question: Q | null) => Answer<T> {
  const desk: Desk<Q, T> = { answers: createStore(() => ({})), open: new Map(), ask };
  forgetters.push(() => {
    desk.answers.setState({}, true);
  });
  return (question) => {
    const entry = useStore(lessonPhoto, (state) => state.entry);
    const key = question === null || entry === null ? null : `${entry.photo} ${keyOf(question)}`;
    const held = useStore(desk.answers, (state) => (key === null ? undefined : state[key]));
    const [last, setLast] = useState<T | null>(null);
    const value = held?.value ?? null;
    if (value !== null && value !== last) setLast(value);
    const isKnown = value !== null;
    useEffect(() => {
      if (key === null || question === null || entry === null || isKnown) return undefined;
      const asked = desk.open.get(key) ?? begin(desk, { key, question, entry });
      asked.askers += 1;
      return () => {
        leave(desk, key, asked);
      };
    }, [key, isKnown]);
    const isWaiting = key !== null && held === undefined;
    const error = held?.error ?? null;
    return { value: value ?? (error === null ? last : null), isWaiting, error };
  };
}

/** Forgets all answers. */
export function forgetAnswers(): void {
  for (const forget of forgetters) forget();
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
