import {
  CandelaError,
  type Answer,
  type CallMessage,
  type CallRow,
  type CallTable,
  type InputTo,
  type NameIn,
  type OutputOf,
  type ProgressOf,
} from '@contract';
import type { z } from 'zod';
import { fit, MisfitMessage, schemaOf } from './fit';

/** The connection to the answering end. */
export type Line = {
  /** Always answers. A cancelled call is answered with `aborted` at the latest. */
  ask(request: CallMessage): Promise<Answer<unknown>>;
  cancel(id: string): void;
};

export type CallOptions<Progress = never> = {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
};

/** The asking end. */
export class Caller<T extends CallTable<T>> {
  readonly #listeners = new Map<string, (progress: unknown) => void>();
  #lastId = 0;

  /** @param name prefix of this end's call ids */
  constructor(
    private readonly table: T,
    private readonly line: Line,
    private readonly name: string,
  ) {}

  /** @throws CandelaError the other end's failure, or `usage.refusedMessage`; AbortError when the signal cancelled the call */
  async call<N extends NameIn<T>>(
    name: N,
    input: InputTo<T, N>,
    options: CallOptions<ProgressOf<T, N>> = {},
  ): Promise<OutputOf<T, N>> {
    const parsed = fitting(schemaOf(this.table[name], 'input'), input, `what is asked of ${name}`);
    return this.send(name, (id) => this.line.ask({ name, input: parsed, id }), options);
  }

  /** A call whose message travels through a separate channel. */
  async send<N extends NameIn<T>>(
    name: N,
    ask: (id: string) => Promise<Answer<unknown>>,
    { signal, onProgress }: CallOptions<ProgressOf<T, N>> = {},
  ): Promise<OutputOf<T, N>> {
    signal?.throwIfAborted();
    this.#lastId += 1;
    const id = `${this.name}-${this.#lastId}`;
    const row = this.table[name];
    const cancel = (): void => {
      this.line.cancel(id);
    };
    signal?.addEventListener('abort', cancel);
    if (onProgress !== undefined) {
      this.#listeners.set(id, (raw) => {
        if (isProgress<T, N>(row, raw)) onProgress(raw);
      });
    }
    try {
      const answer = await ask(id);
      // An answer after its cancel is dropped, except for a photo that was written.
      if (row.outlivesPage !== true) signal?.throwIfAborted();
      return fitting(schemaOf(row, 'output'), unwrap(answer), `the answer to ${name}`);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#listeners.delete(id);
    }
  }

  /** Delivers the other end's progress of a running call. */
  hear(id: string, progress: unknown): void {
    this.#listeners.get(id)?.(progress);
  }
}

function isProgress<T extends CallTable<T>, N extends NameIn<T>>(
  row: CallRow,
  raw: unknown,
): raw is ProgressOf<T, N> {
  return row.progress?.safeParse(raw).success === true;
}

function unwrap(answer: Answer<unknown>): unknown {
  if (answer.ok) return answer.value;
  if ('error' in answer) throw CandelaError.fromWire(answer.error);
  throw Object.assign(new Error('The call was cancelled.'), { name: 'AbortError' });
}

function fitting<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  try {
    return fit(schema, value);
  } catch (error) {
    if (!(error instanceof MisfitMessage)) throw error;
    const reason = `${what} does not fit (${error.message})`;
    throw new CandelaError('usage.refusedMessage', { reason });
  }
}
