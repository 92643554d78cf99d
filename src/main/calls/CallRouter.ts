import {
  CallId,
  CallMessage,
  calls,
  CandelaError,
  fileCalls,
  type Answer,
  type AppEvent,
  type CallRow,
  CallProgress,
  FilesMessage,
} from '@contract';
import { Answerer, fit, MisfitMessage, type BoundCall, type Running } from '@transport';
import { filesLimits, messageLimits, refusalOf } from './sizeOf';

const mostAtOnce = 512;

const table: Readonly<Record<string, CallRow>> = { ...calls, ...fileCalls };

/** Takes the messages of one page, answers each, and tracks running calls. */
export class CallRouter {
  #page: Answerer;
  /** Closed pages whose calls are still running. */
  readonly #left = new Set<Answerer>();

  /** @param answering a function for each row of the tables */
  constructor(
    private readonly answering: Readonly<Record<string, BoundCall>>,
    private readonly emit: (event: AppEvent) => void,
  ) {
    this.#page = this.#open();
  }

  /** Never rejects. Failures are part of the answer. */
  answer(message: unknown): Promise<Answer<unknown>> {
    return this.#answer(message, messageLimits, () => {
      const call = fit(CallMessage, message);
      if (!Object.hasOwn(calls, call.name)) throw new MisfitMessage(`there is no call ${call.name}`);
      return call;
    });
  }

  answerFiles(message: unknown): Promise<Answer<unknown>> {
    return this.#answer(message, filesLimits, () => {
      const { id, ...input } = fit(FilesMessage, message);
      return { name: 'files.open', input, id };
    });
  }

  cancel(id: unknown): void {
    const parsed = CallId.safeParse(id);
    if (parsed.success) this.#page.cancel(parsed.data);
  }

  /** The page is gone, so nobody waits for the answers. Saves in progress are finished. A new page numbers its calls from the start. */
  leavePage(): void {
    const page = this.#page;
    this.#page = this.#open();
    for (const call of page.running) if (!call.outlivesPage) call.abort();
    this.#left.add(page);
    void Promise.all(page.running.map((call) => call.ended)).then(() => this.#left.delete(page));
  }

  get isSaving(): boolean {
    return this.#saves().length > 0;
  }

  /** Waits for saves in progress. False if one failed or was cancelled. */
  async saved(): Promise<boolean> {
    const ended = await Promise.all(this.#saves().map((save) => save.ended));
    return ended.every((isDone) => isDone);
  }

  cancelSaves(): void {
    for (const save of this.#saves()) save.abort();
  }

  #open(): Answerer {
    const page: Answerer = new Answerer({ table, calls: this.answering }, (call, progress) => {
      // Nothing is sent to a closed page.
      if (this.#page === page) this.emit({ kind: 'progress', call, ...fit(CallProgress, progress) });
    });
    return page;
  }

  #saves(): Running[] {
    return [this.#page, ...this.#left].flatMap(({ running }) => running.filter((call) => call.outlivesPage));
  }

  async #answer(
    message: unknown,
    limits: typeof messageLimits | typeof filesLimits,
    read: () => CallMessage,
  ): Promise<Answer<unknown>> {
    try {
      const refusal = refusalOf(message, limits);
      if (refusal !== null) throw new MisfitMessage(refusal);
      const call = read();
      if (this.#page.running.length >= mostAtOnce) throw new MisfitMessage('too many calls are under way');
      return await this.#page.answer(call);
    } catch (error) {
      if (!(error instanceof MisfitMessage)) throw error;
      const refused = new CandelaError('usage.refusedMessage', { reason: error.message });
      return { ok: false, error: refused.toWire() };
    }
  }
}
