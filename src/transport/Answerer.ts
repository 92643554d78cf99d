import {
  CandelaError,
  isAbort,
  pathsIn,
  toCandelaError,
  withoutPaths,
  type Answer,
  type CallMessage,
  type CallRow,
  type WireError,
} from '@contract';
import type { BoundCall, CallContext } from './BoundCall';
import { deferred } from './deferred';
import { MisfitMessage } from './fit';

/** A running call. */
export type Running = {
  readonly outlivesPage: boolean;
  abort(): void;
  /** Answers it with a failure, at any stage. */
  fail(error: unknown): void;
  /** False when it failed or was cancelled. */
  readonly ended: Promise<boolean>;
};

type Parts = {
  table: Readonly<Record<string, CallRow>>;
  calls: Readonly<Record<string, BoundCall>>;
  /** Failures name files with their folders. */
  wholePaths?: boolean;
};

/** The answering end. It answers each call once: with a value, with a failure, or as aborted. */
export class Answerer {
  readonly #running = new Map<string, Running>();

  constructor(
    private readonly parts: Parts,
    private readonly onProgress: (id: string, progress: unknown) => void,
  ) {}

  get running(): readonly Running[] {
    return [...this.#running.values()];
  }

  /** Never rejects: a failure is part of the answer. It contains the names of files but not their folders, unless told otherwise. */
  async answer({ id, name, input }: CallMessage): Promise<Answer<unknown>> {
    try {
      return { ok: true, value: await this.#run({ id, name, input }) };
    } catch (error) {
      return { ok: false, ...(isAbort(error) ? { aborted: true } : { error: this.#failure(error, input) }) };
    }
  }

  /** A foreign failure is reported for the file that the call was about. */
  #failure(error: unknown, input: unknown): WireError {
    const known =
      error instanceof MisfitMessage
        ? new CandelaError('usage.refusedMessage', { reason: error.message })
        : error;
    const paths = pathsIn(input);
    const { wholePaths = false } = this.parts;
    return (wholePaths ? toCandelaError(known, paths[0] ?? 'Candela') : withoutPaths(known, paths)).toWire();
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort();
  }

  async #run({ id, name, input }: CallMessage): Promise<unknown> {
    const { table, calls } = this.parts;
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (call === undefined) throw new MisfitMessage(`there is no call ${name}`);
    if (this.#running.has(id)) throw new MisfitMessage(`a call ${id} is under way`);
    const outlivesPage = table[name]?.outlivesPage === true;
    const { signal, fails, end } = this.#begin(id, outlivesPage);
    let isDone = false;
    try {
      const onProgress: CallContext['onProgress'] = (progress) => {
        if (!signal.aborted) this.onProgress(id, progress);
      };
      const value = await Promise.race([call(input, { signal, onProgress }), fails]);
      // A cancelled call that finished anyway counts as aborted. A photo that was written is reported all the same.
      if (!outlivesPage) signal.throwIfAborted();
      isDone = true;
      return value;
    } finally {
      end(isDone);
    }
  }

  #begin(id: string, outlivesPage: boolean) {
    const controller = new AbortController();
    const [ending, failing] = [deferred<boolean>(), deferred<never>()];
    this.#running.set(id, {
      outlivesPage,
      ended: ending.promise,
      abort: () => {
        controller.abort();
      },
      fail: failing.reject,
    });
    const end = (isDone: boolean): void => {
      this.#running.delete(id);
      ending.resolve(isDone);
    };
    return { signal: controller.signal, fails: failing.promise, end };
  }
}
