import { CandelaError, type Answer, type AppEvent, type CallMessage } from '@contract';
import type { EngineLine } from './engineCaller';
import { engineText } from './text';
import type { StartHost } from './HostProcess';
import { HostSession, type SessionTimes } from './HostSession';

export type EngineState = Omit<Extract<AppEvent, { kind: 'engine' }>, 'kind'>;

export type EnginePortOptions = {
  readonly start: StartHost;
  readonly onState: (state: EngineState) => void;
  /** Stderr output of a process that is ready. */
  readonly onWords?: (text: string) => void;
  readonly times?: Partial<PortTimes>;
};

type PortTimes = SessionTimes & {
  /** After this long without a call the process is ended, which frees its memory. */
  readonly idleMs: number;
};

const usualTimes: PortTimes = { readyMs: 30_000, cancelMs: 5_000, runMs: 30_000, idleMs: 600_000 };

// A process that keeps crashing is restarted only for the next call.
const restarts = { most: 3, withinMs: 60_000 } as const;
const keptWords = 16_384;

/** The engine as seen by the program that started it. It is started on first use and restarted after a crash. */
export class EnginePort implements EngineLine {
  readonly #times: PortTimes;
  #session: HostSession | undefined;
  #isRestart = false;
  #isClosed = false;
  #crashes: number[] = [];
  #idle: NodeJS.Timeout | undefined;
  #words = '';
  #listener: (id: string, progress: unknown) => void = () => undefined;
  readonly #asked = new Map<string, { isCancelled: boolean }>();

  constructor(private readonly options: EnginePortOptions) {
    this.#times = { ...usualTimes, ...options.times };
  }

  /** The last stderr output of the process, for the diagnostics. */
  get words(): string {
    return this.#words;
  }

  /** Listeners for the progress of calls. */
  listen(listener: (id: string, progress: unknown) => void): void {
    this.#listener = listener;
  }

  /** One call with the process's unparsed answer. A call cut off because of another one is asked again. */
  async ask(request: CallMessage): Promise<Answer<unknown>> {
    const asked = { isCancelled: false };
    this.#asked.set(request.id, asked);
    try {
      for (;;) {
        if (this.#isClosed) return { ok: false, error: closing().toWire() };
        clearTimeout(this.#idle);
        this.#session ??= this.#open();
        const ended = await this.#session.ask(request);
        if (ended !== 'cutOff') return ended;
        if (asked.isCancelled) return { ok: false, aborted: true };
      }
    } finally {
      this.#asked.delete(request.id);
    }
  }

  cancel(id: string): void {
    const asked = this.#asked.get(id);
    if (asked) asked.isCancelled = true;
    this.#session?.cancel(id);
  }

  /** The id of the process, while one runs. */
  get pid(): number | undefined {
    return this.#session?.pid;
  }

  isNetworkRunning(): boolean {
    return this.#session?.isNetworkRunning === true;
  }

  /** Kills the process. Running calls fail, and cancelled ones end. The next call starts another. */
  restart(): void {
    this.#session?.killNow();
  }

  /** Kills the process for good. Running calls fail, and cancelled ones end. */
  kill(): void {
    this.#isClosed = true;
    this.#session?.killNow();
  }

  /** Ends the process for good. It removes its temporary files, and is killed if it takes too long. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#session?.stop();
  }

  #open(): HostSession {
    if (!this.#isRestart) this.options.onState({ state: 'starting' });
    const session: HostSession = new HostSession(this.options.start, this.#times, {
      onReady: () => {
        this.options.onState({ state: this.#isRestart ? 'restarted' : 'ready' });
        this.#isRestart = false;
        if (session.isQuiet) this.#waitIdle(session);
      },
      onProgress: (id, progress) => {
        this.#listener(id, progress);
      },
      onWords: (text) => {
        this.#words = (this.#words + text).slice(-keptWords);
        if (session.isReady) this.options.onWords?.(text);
      },
      onQuiet: () => {
        this.#waitIdle(session);
      },
      onGone: (end) => {
        if (this.#session === session) this.#lose(end);
      },
    });
    return session;
  }

  #waitIdle(session: HostSession): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#session !== session || !session.isQuiet) return;
      this.#session = undefined;
      void session.stop();
    }, this.#times.idleMs);
    this.#idle.unref();
  }

  #lose({ wasReady, reason }: { wasReady: boolean; reason: string }): void {
    this.#session = undefined;
    clearTimeout(this.#idle);
    if (this.#isClosed) return;
    this.#isRestart = true;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < restarts.withinMs), now];
    const code = wasReady ? 'engine.crashed' : 'engine.unavailable';
    this.options.onState({ state: 'failed', error: new CandelaError(code, { reason }).toWire() });
    if (wasReady && this.#crashes.length <= restarts.most) this.#session = this.#open();
  }
}

function closing(): CandelaError {
  return new CandelaError('engine.unavailable', { reason: engineText.closing });
}
