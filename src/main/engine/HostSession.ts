import { CandelaError, HostReply, type HostCallName, type CallProgress } from '@contract';
import { deferred } from '../deferred';
import { engineText } from '../text';
import { EngineFailure } from './EngineFailure';
import type { HostProcess, StartHost } from './HostProcess';
import { RunWatch } from './RunWatch';

export type CallOptions = { signal: AbortSignal; onProgress?: (progress: CallProgress) => void };

export type HostRequestOf = { name: HostCallName; input: unknown };

type Running = {
  readonly request: HostRequestOf;
  readonly options: CallOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onAbort: () => void;
  hardStop?: NodeJS.Timeout;
};

export type SessionTimes = {
  /** How long a process may take to say that it is ready, and to answer a cancel. */
  readonly readyMs: number;
  readonly cancelMs: number;
  /** How long one run of a network may take, during which no cancel can be answered. */
  readonly runMs: number;
};

export type SessionEvents = {
  onReady(): void;
  onWords(text: string): void;
  /** The process is gone; calls that were running have been told. */
  onGone(end: { wasReady: boolean; reason: string; cutOff: number }): void;
  /** No call is running any more. */
  onQuiet(): void;
};

/** The process was ended for another call's sake: this one is blameless, and may be asked again. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

/** One life of the engine's process: the calls that it is at work on, and their end with it. */
export class HostSession {
  readonly #calls = new Map<number, Running>();
  readonly #host: HostProcess;
  readonly #gone = deferred();
  #lastId = 0;
  #isReady = false;
  readonly #runs: RunWatch;
  #lastWords = '';
  #whyKilled: string | undefined;
  readonly #readyTimer: NodeJS.Timeout;

  constructor(
    start: StartHost,
    private readonly times: SessionTimes,
    private readonly events: SessionEvents,
  ) {
    this.#runs = new RunWatch(times.runMs);
    this.#readyTimer = setTimeout(() => {
      this.#kill(engineText.notReady);
    }, times.readyMs);
    this.#host = start({
      onMessage: (message) => {
        this.#hear(message);
      },
      onWords: (text) => {
        this.#lastWords = text.trim().split('\n').at(-1) ?? '';
        events.onWords(text);
      },
      onExit: (reason) => {
        this.#end(reason);
      },
    });
  }

  get isQuiet(): boolean {
    return this.#calls.size === 0;
  }

  /**
   * Asks the engine for something. What is asked before the process is ready waits for that.
   * @throws EngineFailure with what the engine says; CandelaError `engine.crashed`, `engine.unavailable`; CutOff; AbortError when the signal aborted it.
   */
  request(request: HostRequestOf, options: CallOptions): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#cancel(id);
      };
      this.#calls.set(id, { request, options, resolve, reject, onAbort });
      options.signal.addEventListener('abort', onAbort, { once: true });
      if (this.#isReady) this.#host.send({ kind: 'call', id, ...request });
    });
  }

  /** Lets the process end by itself, and waits for that; one that takes too long is killed. */
  stop(): Promise<void> {
    // What is not ready has nothing to put away, and may not listen yet.
    if (this.#isReady) this.#host.send({ kind: 'stop' });
    else this.#kill(engineText.stopped);
    const timer = setTimeout(() => {
      this.#kill(engineText.stopped);
    }, this.times.cancelMs);
    timer.unref();
    return this.#gone.promise.finally(() => {
      clearTimeout(timer);
    });
  }

  #hear(message: unknown): void {
    const parsed = HostReply.safeParse(message);
    if (!parsed.success) {
      this.#kill(engineText.strangeMessage);
      return;
    }
    const reply = parsed.data;
    if (reply.kind === 'ready') this.#becomeReady();
    else if (reply.kind === 'run') this.#runs.note(reply.state);
    else if (reply.kind === 'progress')
      this.#calls
        .get(reply.id)
        ?.options.onProgress?.({ stage: reply.stage, done: reply.done, total: reply.total });
    else if (reply.kind === 'value')
      this.#settle(reply.id, ({ resolve }) => {
        resolve(reply.value);
      });
    else if (reply.kind === 'error')
      this.#settle(reply.id, ({ reject }) => {
        reject(new EngineFailure(reply.error));
      });
    else
      this.#settle(reply.id, ({ reject, options }) => {
        reject(abortReason(options.signal));
      });
  }

  #becomeReady(): void {
    clearTimeout(this.#readyTimer);
    this.#isReady = true;
    this.events.onReady();
    for (const [id, { request }] of this.#calls) this.#host.send({ kind: 'call', id, ...request });
  }

  #settle(id: number, settle: (call: Running) => void): void {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    clearTimeout(call.hardStop);
    call.options.signal.removeEventListener('abort', call.onAbort);
    settle(call);
    if (this.isQuiet) this.events.onQuiet();
  }

  /** A run of the network cannot be interrupted inside; a process that stays silent although none should be on is ended. */
  #cancel(id: number): void {
    const call = this.#calls.get(id);
    if (!call) return;
    if (!this.#isReady) {
      this.#settle(id, ({ reject, options }) => {
        reject(abortReason(options.signal));
      });
      return;
    }
    this.#host.send({ kind: 'cancel', id });
    this.#expectEnd(call, this.times.cancelMs);
  }

  #expectEnd(call: Running, ms: number): void {
    call.hardStop = setTimeout(() => {
      // It is at work and hears nothing: the cancel is as good as answered, and has its time once the run is over.
      const { restMs } = this.#runs;
      if (restMs > 0) this.#expectEnd(call, Math.min(restMs, this.times.cancelMs));
      else this.#kill(engineText.unansweredCancel);
    }, ms);
  }

  #kill(why: string): void {
    this.#whyKilled ??= why;
    this.#host.kill();
  }

  #end(exit: string): void {
    clearTimeout(this.#readyTimer);
    const reason = this.#whyKilled ?? (this.#lastWords === '' ? exit : `${exit}: ${this.#lastWords}`);
    const code = this.#isReady ? 'engine.crashed' : 'engine.unavailable';
    let cutOff = 0;
    for (const [id, { options }] of this.#calls) {
      const { signal } = options;
      if (!signal.aborted) cutOff += 1;
      this.#settle(id, ({ reject }) => {
        if (signal.aborted) reject(abortReason(signal));
        else
          reject(
            reason === engineText.unansweredCancel ? new CutOff(reason) : new CandelaError(code, { reason }),
          );
      });
    }
    this.events.onGone({ wasReady: this.#isReady, reason, cutOff });
    this.#gone.resolve();
  }
}

// Node 16 gives signals a reason, Electron's own there may not be an Error.
function abortReason(signal: AbortSignal): Error {
  if (signal.reason instanceof Error) return signal.reason;
  const error = new Error('The call was cancelled.');
  error.name = 'AbortError';
  return error;
}
