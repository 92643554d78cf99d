import { toCandelaError, type CandelaError } from '@contract';
import type { JournalKey, JournalWriter } from '../journal/Recorder';
import type { BatchPlan } from '../plan/planBatch';
import { recordOf, type BatchEvent, type RecordParts, type Runner } from './batchEvents';
import { BatchRun } from './BatchRun';

export type BatchOptions = {
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchEvent) => void;
  /** Id of the model, for the records of photos that never become a job. */
  readonly model: string;
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
  readonly atOnce?: number;
  /** The journal, and the places of the plan's jobs in it. */
  readonly journal?: { readonly recorder: JournalWriter; readonly keys: readonly JournalKey[] } | undefined;
};

/** The number of photos for each outcome. `interrupted` when the signal stopped the batch early. */
export type BatchTally = {
  done: number;
  failed: number;
  skipped: number;
  interrupted: boolean;
  /** Why the batch was stopped: its journal cannot be written. */
  failure?: CandelaError;
};

type Runnable = Pick<BatchPlan, 'jobs' | 'rejected' | 'skipped'>;

/**
 * Runs a plan to its end. A failed photo becomes a record and stops nothing. When the signal aborts, no further photo starts, the
 * running ones are awaited, and the summary is returned as usual. Photos that were cut off have no record.
 */
export async function runBatch(plan: Runnable, runner: Runner, options: BatchOptions): Promise<BatchTally> {
  const { signal, clock, atOnce, model, journal } = options;
  const tally: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: false };
  const tell = (event: BatchEvent): void => {
    if (event.type === 'finished') tally[event.record.status] += 1;
    options.onEvent(event);
  };
  const finish = (parts: RecordParts): void => {
    const { failure } = parts;
    tell({ type: 'finished', record: recordOf(parts, model), ...(failure && { failure }) });
  };
  for (const { input, error } of plan.rejected) finish({ input, status: 'failed', failure: error });
  for (const { input, existing, reason = 'exists' } of plan.skipped)
    finish({ input, status: 'skipped', output: existing, reason });
  const run = new BatchRun({
    runner,
    clock,
    onEvent: tell,
    ...(atOnce !== undefined && { atOnce }),
  });
  const stop = (): void => {
    run.stop();
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    run.add(
      plan.jobs,
      journal?.keys.map((key) => ({ journal: journal.recorder, key })),
    );
    await run.idle();
  } catch (error) {
    tally.failure = toCandelaError(error, 'the journal');
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const states = [...run.queue.entries.values()].map(({ state }) => state);
  tally.interrupted = states.includes('queued');
  return tally;
}
