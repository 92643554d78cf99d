import type { CallRow } from '@contract';
import type { z } from 'zod';

/** A message that does not match its schema, as opposed to a bug in the program. */
export class MisfitMessage extends Error {
  override readonly name = 'MisfitMessage';
}

/** @throws MisfitMessage that names the first mismatch */
export function fit<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new MisfitMessage(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}`);
}

/** A row's schema with its exact type, which plain access loses when the row could be any of a table's. */
export function schemaOf<Row extends CallRow, Key extends 'input' | 'output'>(row: Row, key: Key): Row[Key] {
  return row[key];
}
