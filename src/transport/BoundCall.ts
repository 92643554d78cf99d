import type { CallTable, InputOf, NameIn, OutputTo, ProgressOf } from '@contract';
import { fit, schemaOf } from './fit';

export type CallContext<Progress = unknown> = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
};

/** The handlers of a table's calls. Each receives the parsed input. */
export type Handlers<T extends CallTable<T>> = {
  readonly [N in NameIn<T>]: (
    input: InputOf<T, N>,
    context: CallContext<ProgressOf<T, N>>,
  ) => Promise<OutputTo<T, N>> | OutputTo<T, N>;
};

/** A handler bound to its row: it parses its input and its output. */
export type BoundCall = (raw: unknown, context: CallContext) => Promise<unknown>;

/** Binds handlers to their rows. */
export function bindAll<T extends CallTable<T>>(table: T, handlers: Handlers<T>): Record<string, BoundCall> {
  return mapNames(table, (name) => bind<T, NameIn<T>>(table[name], handlers[name]));
}

/** Makes one bound call for each name in a table. */
export function mapNames<T extends CallTable<T>>(
  table: T,
  answering: (name: NameIn<T>) => BoundCall,
): Record<string, BoundCall> {
  const bound: Record<string, BoundCall> = {};
  for (const name in table) bound[name] = answering(name);
  return bound;
}

function bind<T extends CallTable<T>, N extends NameIn<T>>(row: T[N], work: Handlers<T>[N]): BoundCall {
  const [input, output] = [schemaOf(row, 'input'), schemaOf(row, 'output')];
  return async (raw, context) => fit(output, await work(fit(input, raw), context));
}
