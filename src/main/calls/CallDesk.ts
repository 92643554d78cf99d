import {
  CallId,
  CallMessage,
  calls,
  CandelaError,
  FilesMessage,
  isAbort,
  type Answer,
  type AppEvent,
  type CallName,
} from '@contract';
import { deferred } from '../deferred';
import { EngineFailure } from '../engine/EngineFailure';
import { MisfitMessage, type BoundCall, type CallContext } from './BoundCall';
import { refusalOf } from './sizeOf';
import { withoutPaths } from './withoutPaths';

/** Where calls go: one function for each row of the contract, and one for dropped files. */
export type Handlers = Readonly<Record<CallName, BoundCall>>;
export type OpenFiles = (message: FilesMessage, context: CallContext) => Promise<unknown>;
type FilesMessage = ReturnType<typeof FilesMessage.parse>;

/** A call that is under way. */
type Running = {
  readonly controller: AbortController;
  /** It writes a photo, which a person still wants when the page is gone. */
  readonly isSave: boolean;
  readonly ended: Promise<boolean>;
  /** The page that asked is there and hears how far it is. */
  isHeard: boolean;
};

const mostAtOnce = 512;

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

/** Takes the messages of one page, answers each, and keeps account of those that run. */
export class CallDesk {
  readonly #running = new Map<string, Running>();
  /** Saves of pages that are gone; a new page numbers its calls anew. */
  readonly #left = new Set<Running>();

  constructor(
    private readonly work: { handlers: Handlers; openFiles: OpenFiles },
    private readonly emit: (event: AppEvent) => void,
  ) {}

  /** Never throws: what goes wrong is part of the answer. */
  answer(message: unknown): Promise<Answer<unknown>> {
    return this.#answer(message, (plain) => {
      const { name, input, id } = fit(CallMessage, plain);
      if (!isCallName(name)) throw new MisfitMessage(`there is no call ${name}`);
      const isSave = name === 'save.write';
      return { id, isSave, run: (context) => this.work.handlers[name](input, context) };
    });
  }

  answerFiles(message: unknown): Promise<Answer<unknown>> {
    return this.#answer(message, (plain) => {
      const files = fit(FilesMessage, plain);
      return { id: files.id, isSave: false, run: (context) => this.work.openFiles(files, context) };
    });
  }

  cancel(id: unknown): void {
    const parsed = CallId.safeParse(id);
    if (parsed.success) this.#running.get(parsed.data)?.controller.abort();
  }

  /** The page is gone: nobody waits for the answers any more, but what is being saved is finished. */
  leavePage(): void {
    for (const running of this.#running.values()) {
      running.isHeard = false;
      if (running.isSave) this.#left.add(running);
      else running.controller.abort();
    }
    this.#running.clear();
  }

  get isSaving(): boolean {
    return this.#saves().length > 0;
  }

  /** Waits for what is being saved. False when one of them failed or was cancelled. */
  async saved(): Promise<boolean> {
    const ended = await Promise.all(this.#saves().map((save) => save.ended));
    return ended.every((isDone) => isDone);
  }

  cancelSaves(): void {
    for (const { controller } of this.#saves()) controller.abort();
  }

  #saves(): Running[] {
    return [...this.#running.values(), ...this.#left].filter(({ isSave }) => isSave);
  }

  async #answer(message: unknown, plan: (plain: unknown) => Planned): Promise<Answer<unknown>> {
    try {
      const refusal = refusalOf(message);
      if (refusal !== null) throw new MisfitMessage(refusal);
      return { ok: true, value: await this.#run(plan(message)) };
    } catch (error) {
      return failed(error);
    }
  }

  async #run({ id, isSave, run }: Planned): Promise<unknown> {
    if (this.#running.has(id)) throw new MisfitMessage(`a call ${id} is under way`);
    if (this.#running.size >= mostAtOnce) throw new MisfitMessage('too many calls are under way');
    const controller = new AbortController();
    const ending = deferred<boolean>();
    const running: Running = { controller, isSave, ended: ending.promise, isHeard: true };
    this.#running.set(id, running);
    let isDone = false;
    try {
      const onProgress: CallContext['onProgress'] = (progress) => {
        if (running.isHeard) this.emit({ kind: 'progress', call: id, ...progress });
      };
      const value = await run({ id, signal: controller.signal, onProgress });
      isDone = true;
      return value;
    } finally {
      this.#left.delete(running);
      if (this.#running.get(id) === running) this.#running.delete(id);
      ending.resolve(isDone);
    }
  }
}

type Planned = { id: string; isSave: boolean; run: (context: CallContext) => Promise<unknown> };

type Schema<Value> = {
  safeParse(value: unknown): { success: true; data: Value } | { success: false; error: Error };
};

function fit<Value>(schema: Schema<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MisfitMessage('it does not fit its schema');
}

function failed(error: unknown): Answer<never> {
  if (isAbort(error)) return { ok: false, aborted: true };
  if (error instanceof EngineFailure) return { ok: false, error: error.wire };
  const known =
    error instanceof MisfitMessage
      ? new CandelaError('usage.refusedMessage', { reason: error.message })
      : error;
  return { ok: false, error: withoutPaths(known) };
}
