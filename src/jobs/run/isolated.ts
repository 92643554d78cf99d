import { CandelaError, type PlannedJob } from '@contract';
import { placedResult } from '../journal/placedResult';
import { isDeath, type Isolation, type Verdict } from './Isolation';
import type { Runner, RunResult } from './batchEvents';
import { stallLimits, StallWatch, type StallLimits } from './StallWatch';

/** The process in which the runner's photos are. */
export type EngineHold = {
  /** Kills it. Photos in it fail with `engine.crashed`, cancelled ones end, and the next call starts another. */
  restart(): void;
  isNetworkRunning(): boolean;
  /** How long a photo may stand still. Absent: `stallLimits`. */
  readonly limits?: StallLimits | undefined;
};

export type IsolatedOptions = {
  /** Shared by all work of one process. */
  readonly isolation: Isolation;
  /** The result of a photo whose process died right after it had written the result; null if there is none. Absent: by the journal. */
  readonly found?: (job: PlannedJob) => Promise<RunResult | null>;
};

/**
 * A runner that survives its process. When that dies with several photos in it, each of them is run again alone, once. A photo that
 * makes no progress for its time is cancelled, and the process killed; the others start again.
 */
export function isolated(runner: Runner, engine: EngineHold, options: IsolatedOptions): Runner {
  const attempts = new Attempts(runner, engine, engine.limits ?? stallLimits);
  const { isolation, found = placedResult } = options;
  return (job, jobOptions) => {
    let kills = 0;
    const work = (): Promise<RunResult> => {
      jobOptions.signal.throwIfAborted();
      ({ kills } = attempts);
      return attempts.run(job, jobOptions);
    };
    const judge = (error: unknown, isAlone: boolean): Verdict => {
      if (error instanceof Stall) return isAlone || !error.hasRivals ? 'guilty' : 'suspect';
      if (!isDeath(error)) return 'own';
      // It was killed because another photo hung.
      if (attempts.kills > kills) return 'innocent';
      return isAlone ? 'guilty' : 'suspect';
    };
    return isolation.run(work, { judge, found: () => found(job) });
  };
}

/** A photo made no progress. `hasRivals`: another one stood still at least half as long, and may have held it up. */
class Stall extends CandelaError {
  constructor(
    file: string,
    ms: number,
    readonly hasRivals: boolean,
  ) {
    super('engine.stalled', { file, seconds: Math.round(ms / 1000) });
  }
}

/** Single runs of photos in one process, and who of them stands still. */
class Attempts {
  /** How often the process was killed here. */
  kills = 0;
  readonly #watches = new Set<StallWatch>();

  constructor(
    private readonly runner: Runner,
    private readonly engine: EngineHold,
    private readonly limits: StallLimits,
  ) {}

  async run(job: PlannedJob, { signal, onProgress, onKnown }: Parameters<Runner>[1]): Promise<RunResult> {
    const stop = new AbortController();
    // The window runs on a Node that cannot join signals.
    const giveUp = (): void => {
      stop.abort(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    let stall: Stall | undefined;
    const watch = this.#watch(() => {
      stall = new Stall(job.input, watch.limitMs, this.#rivals(watch));
      stop.abort();
      this.kills += 1;
      this.engine.restart();
    });
    try {
      return await this.runner(job, {
        signal: stop.signal,
        onProgress: (progress) => {
          watch.note(progress);
          onProgress(progress);
        },
        onKnown: (facts) => {
          watch.know(facts);
          onKnown(facts);
        },
      });
    } catch (error) {
      throw stall !== undefined && !signal.aborted ? stall : error;
    } finally {
      signal.removeEventListener('abort', giveUp);
      watch.end();
      this.#watches.delete(watch);
    }
  }

  #watch(onStall: () => void): StallWatch {
    // A photo that blocks the engine may do so between the begin of a network's run and its end. So a run excuses nobody unless the time
    // of the photo that it belongs to counts.
    const isHeldUp = (): boolean =>
      this.engine.isNetworkRunning() &&
      [...this.#watches].some((other) => other !== watch && other.isInferring);
    const watch: StallWatch = new StallWatch({ limits: this.limits, isHeldUp, onStall });
    this.#watches.add(watch);
    return watch;
  }

  #rivals(watch: StallWatch): boolean {
    return [...this.#watches].some((other) => other !== watch && other.stillMs >= watch.idleMs / 2);
  }
}
