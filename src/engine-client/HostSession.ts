import { CandelaError, HostReply, systemLack, type Answer, type CallMessage } from '@contract';
import { deferred } from '@transport';
import { engineText } from './text';
import type { HostProcess, StartHost } from './HostProcess';
import { foldersOf, removeLeft, waitForEnd } from './leftFiles';
import { RunWatch } from './RunWatch';

/** How a call ends. `cutOff`: the process was ended because of another call, so this one may be asked again. */
export type Ended = Answer<unknown> | 'cutOff';

type Running = {
  readonly request: CallMessage;
  readonly settle: (ended: Ended) => void;
  isCancelled: boolean;
  hardStop?: NodeJS.Timeout;
};

export type SessionTimes = {
  /** How long a process may take to report that it is ready, and to answer a cancel. */
  readonly readyMs: number;
  readonly cancelMs: number;
  /** How long one run of a network may take, during which no cancel can be answered. */
  readonly runMs: number;
};

export type SessionEvents = {
  onReady(): void;
  onProgress(id: string, progress: unknown): void;
  onWords(text: string): void;
  /** The process is gone. Running calls have been answered. */
  onGone(end: { wasReady: boolean; reason: string }): void;
  /** No call is running any more. */
  onQuiet(): void;
};

const aborted: Ended = { ok: false, aborted: true };

/** The last words of a process tell why it died. */
const keptWords = 16_384;

/** One lifetime of the engine's process, with its running calls, which end with it. */
export class HostSession {
  readonly #calls = new Map<string, Running>();
  readonly #host: HostProcess;
  readonly #gone = deferred();
  #isReady = false;
  readonly #runs: RunWatch;
  #words = '';
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
        this.#words = (this.#words + text).slice(-keptWords);
        events.onWords(text);
      },
      onExit: (reason) => {
        this.#end(reason);
      },
    });
  }

  get pid(): number | undefined {
    return this.#host.pid;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get isNetworkRunning(): boolean {
    return this.#runs.isRunning;
  }

  get isQuiet(): boolean {
    return this.#calls.size === 0;
  }

  /** Sends a call to the engine. Calls wait until the process is ready. */
  ask(request: CallMessage): Promise<Ended> {
    return new Promise((settle) => {
      this.#calls.set(request.id, { request, settle, isCancelled: false });
      if (this.#isReady) this.#host.send({ kind: 'call', ...request });
    });
  }

  /** A run of the network cannot be interrupted. A process that stays silent outside such a run is ended. */
  cancel(id: string): void {
    const call = this.#calls.get(id);
    if (!call || call.isCancelled) return;
    call.isCancelled = true;
    if (!this.#isReady) {
      this.#settle(id, aborted);
      return;
    }
    this.#host.send({ kind: 'cancel', id });
    this.#expectEnd(call, this.times.cancelMs);
  }

  /** Asks the process to end, and waits. Kills it if it takes too long. */
  stop(): Promise<void> {
    // A process that is not ready has nothing to clean up, and may not listen yet.
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

  /** Kills the process and removes its temporary files before anything else happens. Calls are answered later, if ever. */
  killNow(): void {
    this.#kill(engineText.stopped);
    waitForEnd();
    this.#removeLeft();
  }

  #hear(message: unknown): void {
    const parsed = HostReply.safeParse(message);
    if (!parsed.success) {
      this.#kill(engineText.strangeMessage);
      return;
    }
    const reply = parsed.data;
    switch (reply.kind) {
      case 'ready':
        this.#becomeReady();
        break;
      case 'run':
        this.#runs.note(reply.state);
        break;
      case 'progress':
        this.events.onProgress(reply.id, reply.progress);
        break;
      case 'answer':
        this.#settle(reply.id, reply.answer);
        break;
    }
  }

  #becomeReady(): void {
    clearTimeout(this.#readyTimer);
    this.#isReady = true;
    this.events.onReady();
    for (const { request } of this.#calls.values()) this.#host.send({ kind: 'call', ...request });
  }

  #settle(id: string, ended: Ended): void {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    clearTimeout(call.hardStop);
    call.settle(ended);
    if (this.isQuiet) this.events.onQuiet();
  }

  #expectEnd(call: Running, ms: number): void {
    call.hardStop = setTimeout(() => {
      // A running network blocks the process. The cancel's time limit starts once the run is over.
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
    const lastWords = this.#words.trim().split('\n').at(-1) ?? '';
    const reason = this.#whyKilled ?? (lastWords === '' ? exit : `${exit}: ${lastWords}`);
    const error = this.#failure(reason);
    this.#removeLeft();
    const others: Ended =
      reason === engineText.unansweredCancel ? 'cutOff' : { ok: false, error: error.toWire() };
    for (const [id, { isCancelled }] of this.#calls) this.#settle(id, isCancelled ? aborted : others);
    this.events.onGone({ wasReady: this.#isReady, reason });
    this.#gone.resolve();
  }

  #removeLeft(): void {
    removeLeft(this.#host.mark, foldersOf([...this.#calls.values()].map(({ request }) => request)));
  }

  /** A process that does not get ready often lacks what the system denies the whole program. */
  #failure(reason: string): CandelaError {
    if (this.#isReady) return new CandelaError('engine.crashed', { reason });
    const lack = systemLack(new Error(`${reason} ${this.#words}`));
    return lack === undefined ? new CandelaError('engine.unavailable', { reason }) : new CandelaError(lack);
  }
}
