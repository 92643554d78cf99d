import type { CallRow } from '@contract';
import type { z } from 'zod';

/** Tells a message that does not fit its schema from a mistake inside the program. */
export class MisfitMessage extends Error {
  override readonly name = 'MisfitMessage';
}

/** @throws MisfitMessage that names the first thing that is wrong */
export function fit<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new MisfitMessage(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}`);
}

/** A row's schema by its own type, which plain access forgets where the row is any of a table. */
export function schemaOf<Row extends CallRow, Key extends 'input' | 'output'>(row: Row, key: Key): Row[Key] {
  return row[key];
}
