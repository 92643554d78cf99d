import type { z } from 'zod';
import { useStore } from 'zustand';
import { learn } from './learn';

/** The settings of a page's figure, without their type. */
export type PageValues = {
  readonly page: string;
  /** The settings in a link or a file. Null: they are of no use here. */
  readonly parse: (held: unknown) => Readonly<Record<string, unknown>> | null;
  /** The settings as they are now. */
  readonly read: () => Readonly<Record<string, unknown>>;
  readonly reset: () => void;
  /** Takes values from elsewhere, as far as this page has them. */
  readonly adopt: (patch: Readonly<Record<string, unknown>>) => void;
};

export type TypedValues<T> = Omit<PageValues, 'read'> & {
  readonly read: () => T;
  /** A hook: the settings. */
  readonly useValues: () => T;
  readonly set: (patch: Partial<T>) => void;
};

/**
 * The settings of one page's figure. They outlive the page while the window is open.
 * @param schema every field has a default
 */
export function pageValues<T extends Readonly<Record<string, unknown>>>(
  page: string,
  schema: z.ZodType<T>,
): TypedValues<T> {
  const initial = schema.parse({});
  const known = new WeakMap<object, T>();
  /** The store's values, typed. Values of another page's schema cannot be under this page's name. */
  const typed = (held: Readonly<Record<string, unknown>> | undefined): T => {
    if (held === undefined) return initial;
    const found = known.get(held);
    if (found !== undefined) return found;
    const parsed = schema.safeParse(held);
    const value = parsed.success ? parsed.data : initial;
    known.set(held, value);
    return value;
  };
  const read = (): T => typed(learn.getState().values[page]);
  const put = (value: Readonly<Record<string, unknown>>): void => {
    learn.setState(({ values }) => ({ values: { ...values, [page]: value } }));
  };
  return {
    page,
    read,
    parse: (held) => {
      const parsed = schema.safeParse(held);
      return parsed.success ? parsed.data : null;
    },
    reset: () => {
      put(initial);
    },
    adopt: (patch) => {
      const parsed = schema.safeParse({ ...read(), ...patch });
      if (parsed.success) put(parsed.data);
    },
    useValues: () => useStore(learn, ({ values }) => typed(values[page])),
    set: (patch) => {
      put({ ...read(), ...patch });
    },
  };
}
