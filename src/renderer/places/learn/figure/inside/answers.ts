import type { WireError } from '@contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { failureOf } from '../../../../actions/failures';
import type { Answer } from '../useAnswer';

/** A question whose answers are the same for the same key. */
export type Question<T> = { readonly key: string; readonly ask: (signal: AbortSignal) => Promise<T> };

type Done = { readonly value: unknown } | { readonly error: WireError };

const mostKept = 24;
const done = createStore<Readonly<Record<string, Done>>>()(() => ({}));
const flights = new Map<string, { users: number; readonly controller: AbortController }>();

function keep(key: string, answer: Done): void {
  done.setState((held) => {
    const entries: [string, Done][] = [...Object.entries(held), [key, answer]];
    return Object.fromEntries<Done>(entries.slice(-mostKept));
  }, true);
}

/** Asks, unless somebody does or did already. Returns a function that gives up. */
function join<T>({ key, ask }: Question<T>): () => void {
  const held = done.getState()[key];
  if (held !== undefined && 'value' in held) return () => undefined;
  const flight = flights.get(key) ?? { users: 0, controller: new AbortController() };
  flight.users += 1;
  if (!flights.has(key)) {
    flights.set(key, flight);
    const { signal } = flight.controller;
    ask(signal)
      .then(
        (value) => {
          if (!signal.aborted) keep(key, { value });
        },
        (error: unknown) => {
          const failure = failureOf(error, '');
          if (!signal.aborted && failure !== null) keep(key, { error: failure });
        },
      )
      .finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
  }
  return () => {
    flight.users -= 1;
    if (flight.users > 0 || flights.get(key) !== flight) return;
    flights.delete(key);
    flight.controller.abort();
  };
}

/**
 * A hook: the answer to a question. Figure, formula and sentence ask the same, and it is put once.
 * @param question memoised; null: there is nothing to ask yet
 */
export function useShared<T>(question: Question<T> | null): Answer<T> {
  const held = useStore(done, (state) => (question === null ? undefined : state[question.key]));
  const [last, setLast] = useState<T | null>(null);
  useEffect(() => (question === null ? undefined : join(question)), [question]);
  const value = held !== undefined && 'value' in held ? (held.value as T) : null;
  if (value !== null && value !== last) setLast(value);
  const error = held !== undefined && 'error' in held ? held.error : null;
  return { value: value ?? (error === null ? last : null), isWaiting: held === undefined, error };
}

/** Forgets all answers. */
export function forgetAnswers(): void {
  done.setState({}, true);
}
