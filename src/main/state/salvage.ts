import type { z } from 'zod';

type Shape = Readonly<Record<string, z.ZodType>>;

/**
 * The values of a stored object that match their schemas, key by key. One invalid value does not affect the others.
 * Unknown keys are left out.
 */
export function salvageKeys(shape: Shape, stored: unknown): Record<string, unknown> {
  if (typeof stored !== 'object' || stored === null) return {};
  const values: Readonly<Record<string, unknown>> = { ...stored };
  const kept = Object.entries(shape)
    .filter(([key, schema]) => Object.hasOwn(values, key) && schema.safeParse(values[key]).success)
    .map(([key]): [string, unknown] => [key, values[key]]);
  return Object.fromEntries(kept);
}

/** The elements of a stored list that match the schema. */
export function salvageList<Item extends z.ZodType>(item: Item, stored: unknown): z.output<Item>[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((element: unknown) => {
    const parsed = item.safeParse(element);
    return parsed.success ? [parsed.data] : [];
  });
}
